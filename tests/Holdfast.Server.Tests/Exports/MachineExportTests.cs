using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Exports;
using Holdfast.Contracts.Api.Vaults;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Machines;
using Holdfast.Workloads.Disks.Vhd;
using static Holdfast.Server.Tests.Accounts.TestAccounts;

namespace Holdfast.Server.Tests.Exports;

/// <summary>Disks of real recovery points.</summary>
public sealed class MachineExportTests
{
    private static readonly byte[] disk = Disk();

    [Fact]
    public async Task Start_Machine_ItsOnlyDiskIsMeant_FromPoolAndVault()
    {
        await using var server = await MachineServer.Start(disk);
        await server.Protect(online: true);
        foreach (var request in (ExportRequest[])[new(server.Address), new(server.Address, Disk: "sda"), new(server.Address, Disk: "disks/sda", Online: true)])
        {
            var started = await server.Client.Exports.Start(request);
            Assert.Equal(("sda", disk.Length, request.Online, "raw"), (started.Export.Disk, started.Export.Bytes, started.Export.Online, started.Export.Format));
            await using var client = await NbdReader.Open(started.Uri);
            Assert.Equal(disk, await client!.Read(0, disk.Length));
        }
    }

    [Fact]
    public async Task Read_WhileKeysAreChangedAndSpaceIsCollected_GoesOn()
    {
        await using var server = await MachineServer.Start(disk);
        await server.Protect();
        var started = await server.Client.Exports.Start(new ExportRequest(server.Address));
        await using var client = await NbdReader.Open(started.Uri);
        Assert.Equal(disk[..100_000], await client!.Read(0, 100_000));
        await server.Client.Vaults.Rotate(new RotateKeysRequest());
        await server.Wait(server.Client.Collect(new CollectRequest()));
        Assert.Equal(disk[1_000_000..], await client.Read(1_000_000, disk.Length - 1_000_000));
    }

    [Fact]
    public async Task Start_Vhd_GivesTheDiskInIt_OrTheFile()
    {
        await using var server = await MachineServer.Start(disk);
        var folder = Directory.CreateTempSubdirectory("holdfast-images-");
        try
        {
            var image = Path.Combine(folder.FullName, "data.vhd");
            using (var writer = new VhdWriter(image, new VhdLayout(disk.Length), TimeProvider.System))
            {
                writer.Write(0, disk);
                writer.Complete();
            }
            var bytes = await File.ReadAllBytesAsync(image);
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "cut.vhd"), bytes[..1000]);
            await server.Wait(server.Client.Protect(new ProtectRequest([folder.FullName])));
            var inside = await server.Client.Exports.Start(new ExportRequest(folder.FullName, Disk: "data.vhd"));
            Assert.Equal(("vhd", disk.Length), (inside.Export.Format, inside.Export.Bytes));
            await using (var client = await NbdReader.Open(inside.Uri)) Assert.Equal(disk, await client!.Read(0, disk.Length));
            var file = await server.Client.Exports.Start(new ExportRequest(folder.FullName, Disk: "data.vhd", AsFile: true));
            await using (var client = await NbdReader.Open(file.Uri)) Assert.Equal(bytes, await client!.Read(0, bytes.Length));
            Assert.Equal(ErrorCode.ExportImageUnreadable, await Refused(server.Client.Exports.Start(new ExportRequest(folder.FullName, Disk: "cut.vhd"))));
            Assert.Equal(ErrorCode.ExportDiskUnknown, await Refused(server.Client.Exports.Start(new ExportRequest(folder.FullName, Disk: "none.vhd"))));
            Assert.Equal(2, (await server.Client.Exports.List()).Exports.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] Disk()
    {
        var bytes = new byte[6 << 20];
        new Random(5).NextBytes(bytes.AsSpan(0, 3_000_000));
        new Random(6).NextBytes(bytes.AsSpan(5_000_000, 500_000));
        return bytes;
    }
}
