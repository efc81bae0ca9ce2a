using System.IO.Compression;
using System.Security.Cryptography;
using Holdfast.Testing;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Disks.Vhdx;
using Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;
using Holdfast.Workloads.VirtualMachines.HyperV;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV;

/// <summary>Backups and recoveries of machines whose disks Windows wrote.</summary>
public sealed class RealDiskTests
{
    [Fact]
    public void Backup_DiskThatWindowsLeftWithALog_IsTakenAsTheGuestSawIt()
    {
        const string artefact = "vhdx/vhdx-log-replay.vhdx.gz";
        var packed = Artefacts.Find(artefact);
        Assert.SkipWhen(packed is null, Artefacts.Absent);
        using var stage = new Stage();
        var file = stage.Host.Locate(@"C:\VMs\web\real.vhdx");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using (var from = new GZipStream(File.OpenRead(packed!), CompressionMode.Decompress))
        using (var to = File.Create(file)) from.CopyTo(to);
        using var original = (VhdxDisk)DiskImages.Open(file);
        stage.Machine.Disks.Clear();
        stage.Machine.Disks.Add(new FakeDisk { Bus = "SCSI", File = @"C:\VMs\web\real.vhdx", Live = new byte[512], IsFrozenFile = true, Id = original.DiskId });
        var sink = new HashedPoint();

        using var pending = stage.Workload.Backup(new BackupTask(stage.Context(), BackupType.Full, null, null, false, stage.Notes, stage), sink, TestContext.Current.CancellationToken);

        Assert.True(original.ReplayedEntries > 0, "The log was not replayed.");
        var disk = Assert.Single(stage.Workload.Disks(pending.Document));
        Assert.Equal((original.Length, original.SectorLength), (disk.Length, disk.SectorLength));
        Assert.Equal(HashOf(original), sink.Hashes["disks/SCSI 0-0"]);
        Assert.InRange(stage.BytesRead, 1, original.Data(new ByteRange(0, original.Length)).Sum(range => range.Length));
    }

    [Fact]
    public void Open_DiskOnDisk_FindsParentsOnItsHost()
    {
        using var stage = new Stage();
        var (child, parent) = (@"C:\VMs\web\child.avhdx", @"C:\VMs\base.vhdx");
        Directory.CreateDirectory(Path.GetDirectoryName(stage.Host.Locate(child))!);
        File.WriteAllText(stage.Host.Locate(parent), "parent");
        var parents = new HostParents(stage.Host, child);

        string? Found(ParentPathKind kind, string text)
        {
            var found = parents.Find(new ParentReference([Guid.Empty], [new ParentPath(kind, text)]));
            using var content = found?.Content as IDisposable;
            return (found?.Content as FileBytes)?.Path;
        }

        Assert.Equal(stage.Host.Locate(parent), Found(ParentPathKind.Relative, @"..\base.vhdx"));
        Assert.Equal(stage.Host.Locate(parent), Found(ParentPathKind.Absolute, parent));
        Assert.Equal(stage.Host.Locate(parent), Found(ParentPathKind.Absolute, @"\\?\" + parent));
        Assert.Null(Found(ParentPathKind.Absolute, @"\\elsewhere\share\base.vhdx"));
        Assert.Null(Found(ParentPathKind.Volume, @"\\?\Volume{1}\VMs\base.vhdx"));
        Assert.Null(Found(ParentPathKind.Relative, @"..\..\..\base.vhdx"));
        Assert.Null(Found(ParentPathKind.Relative, @".\child.avhdx"));
    }

    [Fact]
    public void Backup_ImageIsNoDisk_IsRefused()
    {
        using var stage = new Stage();
        var file = stage.Host.Locate(stage.Machine.Disks[0].File);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, new byte[1 << 20]);
        stage.Machine.Disks[0] = new FakeDisk { Bus = "SCSI", File = stage.Machine.Disks[0].File, Live = new byte[1 << 20], IsFrozenFile = true };

        Assert.Throws<Workloads.Inspection.MalformedFileException>(() => stage.Backup());

        Assert.Empty(stage.Machine.Checkpoints);
    }

    private static string HashOf(IDisk disk)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[4 << 20];
        for (long at = 0; at < disk.Length; at += buffer.Length)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, disk.Length - at));
            disk.Read(at, part);
            hash.AppendData(part);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
