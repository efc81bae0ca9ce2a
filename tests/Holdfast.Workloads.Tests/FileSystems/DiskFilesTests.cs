using System.Buffers.Binary;
using Holdfast.Format.Items;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.Tests.FileSystems.Support;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.FileSystems;

public sealed class DiskFilesTests
{
    private const int Sector = 512;

    [Fact]
    public void List_DiskWithPartitions_LeadsFromTheirNumbersToTheirFiles()
    {
        using var linux = Ext4Images.Make("mkdir -p etc/ssh; echo root >etc/passwd; ln -s passwd etc/link", "-t ext4", 8);
        using var windows = NtfsImages.Make("mkdir Users; echo hello >Users/readme.txt; echo zone >Users/readme.txt:zone", "-c 4096", 4);
        var disk = new MemoryDisk(Disk([(0x83, File.ReadAllBytes(linux.Path)), (0x07, File.ReadAllBytes(windows.Path)), (0x83, new byte[1 << 20]), (0x82, new byte[1 << 20])]));

        var files = DiskFiles.Open(disk);

        Assert.Equal([(1, "ext4", true), (2, "ntfs", true), (3, null, false), (4, null, false)], files.Volumes.Select(volume => (volume.Number, volume.FileSystem, volume.Files is not null)));
        Assert.Equal(["1", "2", "3", "4"], files.List("").Select(entry => entry.Name));
        Assert.Equal(["lost+found", "etc"], files.List("1").Select(entry => entry.Name).OrderDescending());
        Assert.Equal((ItemKind.File, 5L), (files.Find("1/etc/passwd")!.Kind, files.Find("1/etc/passwd")!.Size));
        Assert.Equal("root\n"u8.ToArray(), files.OpenRead("1/etc/passwd").All());
        Assert.Equal("zone\n"u8.ToArray(), files.OpenRead("2/users/README.TXT", "zone").All());
        Assert.Equal("passwd", files.Find("1/etc/link")!.LinkTarget);
        Assert.Same(files.Volumes[1].Files, files.FileSystemOf(2));
        Assert.Null(files.FileSystemOf(3));
    }

    [Fact]
    public void Find_WhatIsNotThere_IsToldApart()
    {
        using var linux = Ext4Images.Make("mkdir etc; echo root >etc/passwd", "-t ext4", 8);
        var files = DiskFiles.Open(new MemoryDisk(Disk([(0x83, File.ReadAllBytes(linux.Path)), (0x83, new byte[1 << 20])])));

        Assert.Null(files.Find("1/etc/shadow"));
        Assert.Null(files.Find("1/etc/passwd/x"));
        Assert.Null(files.Find("7/etc"));
        Assert.Null(files.Find("etc"));
        Assert.Equal(ItemKind.Directory, files.Find("")!.Kind);
        Assert.Throws<FileNotFoundException>(() => files.OpenRead("1/etc"));
        Assert.Throws<FileNotFoundException>(() => files.OpenRead(""));
        Assert.Throws<DirectoryNotFoundException>(() => files.List("1/etc/passwd"));
        Assert.Contains("no file system", Assert.Throws<NotSupportedException>(() => files.Find("2/etc")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_DamagedVolume_SaysWhatIsWrongAndReadsTheOthers()
    {
        using var linux = Ext4Images.Make("echo root >passwd", "-t ext4 -O metadata_csum", 8);
        var volume = File.ReadAllBytes(linux.Path);
        var damaged = (byte[])volume.Clone();
        damaged[1024 + 0x70] ^= 1;

        var files = DiskFiles.Open(new MemoryDisk(Disk([(0x83, damaged), (0x83, volume)])));

        Assert.Contains("byte 2044", files.Volumes[0].Reason, StringComparison.Ordinal);
        Assert.Equal("root\n"u8.ToArray(), files.OpenRead("2/passwd").All());
    }

    [Fact]
    public void Walk_DirectoryThatHoldsItself_Ends()
    {
        using var linux = Ext4Images.Make("mkdir -p a/b", "-t ext2 -b 1024", 2);
        linux.Change("ln a a/b/again");
        var files = linux.Open();

        var paths = FileTree.Walk(files, files.Root).Select(item => item.Path);

        Assert.Equal(["lost+found", "a", "a/b", "a/b/again"], paths.OrderBy(path => path != "lost+found").ThenBy(path => path, StringComparer.Ordinal));
    }

    /// <summary>A disk with an MBR.</summary>
    private static byte[] Disk(IReadOnlyList<(byte Type, byte[] Content)> partitions)
    {
        const int alignment = 1 << 20;
        var disk = new List<byte>(new byte[alignment]);
        var table = new byte[Sector];
        foreach (var (number, (type, content)) in partitions.Index())
        {
            var entry = table.AsSpan(446 + (number * 16), 16);
            entry[4] = type;
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], disk.Count / Sector);
            BinaryPrimitives.WriteInt32LittleEndian(entry[12..], content.Length / Sector);
            disk.AddRange(content);
        }

        byte[] bytes = [.. disk];
        table.CopyTo(bytes, 0);
        (bytes[510], bytes[511]) = (0x55, 0xaa);
        return bytes;
    }

    private sealed class MemoryDisk(byte[] content) : IDisk
    {
        public long Length => content.Length;

        public int SectorLength => Sector;

        public void Read(long offset, Span<byte> buffer) => content.AsSpan((int)offset, buffer.Length).CopyTo(buffer);

        public IEnumerable<ByteRange> Data(ByteRange range) => [range];

        public void Dispose()
        {
        }
    }
}
