using Holdfast.Contracts.Api.Recovery;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Protect;
using Holdfast.Testing.Machines;

namespace Holdfast.Server.Tests.Machines;

/// <summary>What lies inside disks is shown, compared, and downloaded like any other file of a recovery point.</summary>
public sealed class BrowsingTests
{
    private static readonly byte[] hosts = [.. "127.0.0.1 localhost\n"u8], large = Content(9_000_001, 3);

    [Fact]
    public async Task Browse_IntoADisk_ShowsPartitionsFoldersAndFiles()
    {
        await using var server = await MachineServer.Start(DiskImage.Divided(Root(), DiskImage.Encrypted(), new byte[1 << 20]));
        await server.Protect();
        Assert.Equal(["disks directory", "machine directory"], (await server.Browse("")).Items.Select(item => $"{item.Name} {item.Kind}"));
        var disk = Assert.Single((await server.Browse("disks")).Items);
        Assert.Equal(("sda", "disk", (long)server.Machine.Disk.Length, false), (disk.Name, disk.Kind, disk.Size, disk.InDisk));

        var partitions = (await server.Browse("disks/sda")).Items;
        Assert.Equal(["disks/sda/1", "disks/sda/2", "disks/sda/3"], partitions.Select(item => item.Path));
        Assert.All(partitions, item => Assert.Equal(("partition", true), (item.Kind, item.InDisk)));
        var (root, sealedOne, empty) = (partitions[0].Volume!, partitions[1].Volume!, partitions[2].Volume!);
        Assert.Equal((1, 1L << 20, "linux", "ext4", "root", null), (root.Number, root.Offset, root.Type, root.FileSystem, root.Label, root.Unreadable));
        Assert.Equal(16L << 20, partitions[0].Size);
        Assert.Equal("luks", sealedOne.FileSystem);
        Assert.NotNull(sealedOne.Unreadable);
        Assert.Null(empty.FileSystem);
        Assert.NotNull(empty.Unreadable);

        var top = await server.Browse("disks/sda/1", query => query with { Order = "name" });
        Assert.Equal(["etc", "lost+found", "var", "large.bin"], top.Items.Select(item => item.Name));
        var file = Assert.Single((await server.Browse("disks/sda/1/etc", query => query with { Text = "HOST" })).Items);
        Assert.Equal(("disks/sda/1/etc/hosts", "file", (long)hosts.Length, true, "complete"), (file.Path, file.Kind, file.Size, file.InDisk, file.Condition));
        Assert.Equal(file.Path, Assert.Single((await server.Browse("disks/sda/1/etc/hosts")).Items).Path);
    }

    [Fact]
    public async Task Browse_FolderOfManyFiles_GoesPageByPage()
    {
        (string, byte[])[] many = [.. Enumerable.Range(0, 700).Select(number => ($"many/file-{number:D4}", Array.Empty<byte>()))];
        await using var server = await MachineServer.Start(Ext4(many));
        await server.Protect();
        List<string> seen = [];
        for (var offset = 0; offset < 700; offset += 300)
        {
            var page = await server.Browse("disks/sda/0/many", query => query with { Offset = offset, Limit = 300 });
            Assert.Equal((700, offset), (page.Total, page.Offset));
            seen.AddRange(page.Items.Select(item => item.Name));
        }
        Assert.Equal(many.Select(file => file.Item1["many/".Length..]), seen);
    }

    [Fact]
    public async Task Browse_WhatCannotBeRead_SaysWhyWithACodeOfItsOwn()
    {
        var damaged = Root();
        // The descriptors of its groups, behind the superblock: they lead nowhere.
        damaged.AsSpan(2048, 1024).Fill(0xEE);
        await using var server = await MachineServer.Start(DiskImage.Divided(damaged, DiskImage.Encrypted(), new byte[1 << 20]));
        await server.Protect();
        Assert.Equal(ErrorCode.FileSystemDamaged, await ProtectTests.Refused(server.Browse("disks/sda/1")));
        Assert.Equal(ErrorCode.FileSystemEncrypted, await ProtectTests.Refused(server.Browse("disks/sda/2")));
        Assert.Equal(ErrorCode.FileSystemUnknown, await ProtectTests.Refused(server.Browse("disks/sda/3")));
        foreach (var path in (string[])["disks/sda/9", "disks/sda/x", "disks/sdb", "disks/sda/../sda/2"])
            Assert.Equal(ErrorCode.NotFound, await ProtectTests.Refused(server.Browse(path)));
        // The disk itself is a file like any other.
        Assert.Equal(server.Machine.Disk, await server.Get("disks/sda"));
        Assert.Equal("settings.xml", Assert.Single((await server.Browse("machine")).Items).Name);
    }

    [Fact]
    public async Task Browse_DamagedPartitionTable_IsToldAsSuch()
    {
        var disk = new byte[4 << 20];
        // A protective MBR announces a GPT, of which no copy is there.
        disk[450] = 0xEE;
        (disk[454], disk[458], disk[459]) = (1, 0xFF, 0x1F);
        (disk[510], disk[511]) = (0x55, 0xAA);
        await using var server = await MachineServer.Start(disk);
        await server.Protect();
        Assert.Equal(ErrorCode.DiskDamaged, await ProtectTests.Refused(server.Browse("disks/sda")));
    }

    [Fact]
    public async Task Content_OfAFileInADisk_IsTheFileWholeAndFromAnyByte()
    {
        await using var server = await MachineServer.Start(DiskImage.Divided(Root()));
        await server.Protect();
        Assert.Equal(hosts, await server.Get("disks/sda/1/etc/hosts"));
        Assert.Equal(large, await server.Get("disks/sda/1/large.bin"));
        Assert.Equal(large[5_000_000..], await server.Get("disks/sda/1/large.bin", 5_000_000));
        Assert.Equal(ErrorCode.ItemHasNoContent, await ProtectTests.Refused(server.Client.Recovery.Content(new ContentQuery(server.Address, "disks/sda/1/etc"))));
        foreach (var path in (string[])["disks/sda/1/etc/nothing", "disks/sda/1/../../machine/settings.xml", "disks/sda/7/etc/hosts"])
            Assert.Equal(ErrorCode.NotFound, await ProtectTests.Refused(server.Client.Recovery.Content(new ContentQuery(server.Address, path))));
    }

    [Fact]
    public async Task Versions_OfAFileInADisk_TellWhichPointsChangedIt()
    {
        await using var server = await MachineServer.Start(DiskImage.Divided(Root()));
        var first = await server.Protect();
        server.Machine.Disk = DiskImage.Divided(Ext4(("etc/hosts", [.. "10.0.0.1 db\n"u8])));
        var second = await server.Point();
        server.Machine.Disk = DiskImage.Divided(DiskImage.Encrypted());
        var third = await server.Point();
        var found = await server.Client.Recovery.Versions(server.Address, "disks/sda/1/etc/hosts");
        Assert.Equal(
            [(second.RecoveryPoint!, "changed", 12L), (first.RecoveryPoint!, "first", (long)hosts.Length)],
            found.Versions.Select(version => (version.RecoveryPoint, version.Change, version.Item.Size)));
        Assert.Equal([third.RecoveryPoint!], found.Unread);
        var compared = await server.Client.Recovery.Browse(new BrowseQuery(server.Address) { At = second.RecoveryPoint!, Path = "disks/sda/1/etc", Since = first.RecoveryPoint });
        Assert.Equal("changed", Assert.Single(compared.Items).Change);
        // What is searched are the names of the point's own files.
        Assert.Equal(3, (await server.Client.Recovery.Search(new SearchQuery("sda"))).Items.Count);
        Assert.Empty((await server.Client.Recovery.Search(new SearchQuery("hosts"))).Items);
    }

    internal static byte[] Root() => Ext4(("etc/hosts", hosts), ("var/log/messages", [.. "up\n"u8]), ("large.bin", large));

    private static byte[] Ext4(params (string Path, byte[] Content)[] files)
    {
        Assert.SkipWhen(DiskImage.Missing is not null, DiskImage.Missing ?? "");
        return DiskImage.Ext4(files);
    }

    private static byte[] Content(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
