using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;
using Holdfast.Workloads.VirtualMachines;
using Holdfast.Workloads.VirtualMachines.HyperV;
using Holdfast.Workloads.VirtualMachines.HyperV.Backup;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV;

public sealed class HyperVBackupTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Backup_First_TakesDisksConfigurationAndSettings()
    {
        using var stage = new Stage();

        var (point, document) = stage.Backup();

        Assert.Equal(stage.Machine.Disks[0].Live, point["disks/SCSI 0-0"]);
        Assert.Equal(stage.Machine.Disks[1].Live, point["disks/SCSI 0-1"]);
        Assert.Contains($"machine/export/Virtual Machines/{stage.Machine.Id}.vmcx", point.Paths);
        Assert.Equal(300_000, point[$"machine/export/Virtual Machines/{stage.Machine.Id}.vmrs"].Length);
        Assert.Equal("web", EmbeddedInstance.Read(Encoding.UTF8.GetString(point["machine/settings/0001-Msvm_VirtualSystemSettingData.xml"])).Text("ElementName"));
        Assert.Equal((BackupType.Full, null, ConsistencyGuarantee.Application), (document.Type, document.Why, document.Guarantee));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 8, 0, 0, 500, TimeSpan.Zero), document.Consistent);
        Assert.Equal(["disks/SCSI 0-0", "disks/SCSI 0-1"], stage.Workload.Disks(document).Select(disk => disk.Path));
        Assert.Empty(stage.Machine.Checkpoints);
        Assert.Equal(stage.Marks.ReferencePoints, stage.Machine.ReferencePoints.Select(reference => reference.Id));
        Assert.Empty(stage.LeftFolders());
    }

    [Fact]
    public void Backup_Second_ReadsWhatChangedAndNothingElse()
    {
        using var stage = new Stage();
        var first = stage.Backup();
        stage.Machine.Disks[0].Write(2_000_000, Stage.Content(7, 70_000));
        stage.Machine.Disks[1].Write(10, [1, 2, 3]);

        var (point, document) = stage.Backup(first);

        Assert.Equal(stage.Machine.Disks[0].Live, point["disks/SCSI 0-0"]);
        Assert.Equal(stage.Machine.Disks[1].Live, point["disks/SCSI 0-1"]);
        Assert.Equal((BackupType.Incremental, null), (document.Type, document.Why));
        Assert.Equal(70_003, stage.BytesRead);
        Assert.Equal((6 << 20) + (5 << 20) - 70_003, point.Kept);
        var reference = Assert.Single(stage.Machine.ReferencePoints);
        Assert.Equal(reference.Id, HyperVState.Of(MachineState.Read(document)).ReferencePoint);
    }

    [Fact]
    public void Backup_WrittenDuringTheBackup_IsInTheNextOne()
    {
        using var stage = new Stage();
        var frozen = stage.Machine.Disks[0].Live.ToArray();
        stage.Host.OnCall = method =>
        {
            if (method == "ExportSystemDefinition") stage.Machine.Disks[0].Write(3_000_000, [9, 9, 9]);
        };
        var first = stage.Backup();
        stage.Host.OnCall = null;

        var second = stage.Backup(first);

        Assert.Equal(frozen, first.Point["disks/SCSI 0-0"]);
        Assert.Equal(stage.Machine.Disks[0].Live, second.Point["disks/SCSI 0-0"]);
        Assert.Equal(3, stage.BytesRead);
    }

    [Fact]
    public void Backup_ChangesInManyAnswers_AreAllTaken()
    {
        using var stage = new Stage();
        var first = stage.Backup();
        stage.Host.LongestAnswer = 100_000;
        var random = new Random(5);
        for (var count = 0; count < 60; count++) stage.Machine.Disks[0].Write(random.Next(0, 6_000_000), Stage.Content(count, random.Next(1, 250_000)));

        var (point, document) = stage.Backup(first);

        Assert.Equal(stage.Machine.Disks[0].Live, point["disks/SCSI 0-0"]);
        Assert.Equal(BackupType.Incremental, document.Type);
    }

    /// <summary>Also the order of the steps, and each argument of each call.</summary>
    [Fact]
    public void Backup_Incremental_CallsHyperVAsDocumented()
    {
        using var stage = new Stage();
        stage.Machine.Disks.RemoveAt(1);
        var first = stage.Backup();
        var since = stage.Machine.ReferencePoints[0].TrackingIds[0];
        var old = stage.Machine.ReferencePoints[0].Id;
        stage.Host.Calls.Clear();

        stage.Backup(first);

        Assert.Equal(
            ["CreateSnapshot", "ExportSystemDefinition", "GetVirtualHardDiskSettingData", "GetVirtualDiskChanges", "GetVirtualDiskChanges", "ConvertToReferencePoint", "DestroyReferencePoint"],
            stage.Host.Calls.Select(call => call.Split('.')[1].Split('(')[0]));
        Assert.Matches(@"^Msvm_VirtualSystemSnapshotService\.CreateSnapshot\(AffectedSystem=.*Msvm_ComputerSystem\.CreationClassName=""Msvm_ComputerSystem"",Name="".*"", SnapshotSettings=<INSTANCE CLASSNAME=""Msvm_VirtualSystemSnapshotSettingData""><PROPERTY NAME=""ConsistencyLevel"" TYPE=""uint8""><VALUE>1</VALUE></PROPERTY><PROPERTY NAME=""IgnoreNonSnapshottableDisks"" TYPE=""boolean""><VALUE>TRUE</VALUE></PROPERTY><PROPERTY NAME=""GuestBackupType"" TYPE=""uint8""><VALUE>2</VALUE></PROPERTY></INSTANCE>, SnapshotType=32768\)$", stage.Host.Calls[0]);
        Assert.Matches(@"ExportDirectory=C:\\VMs\\Holdfast-[0-9a-f]{32}, ExportSettingData=.*NAME=""CopySnapshotConfiguration"" TYPE=""uint16""><VALUE>3<.*CopyVmRuntimeInformation"" TYPE=""boolean""><VALUE>FALSE<.*CopyVmStorage"" TYPE=""boolean""><VALUE>FALSE<.*BackupIntent"" TYPE=""uint16""><VALUE>1<", stage.Host.Calls[1]);
        Assert.Equal($@"Msvm_ImageManagementService.GetVirtualDiskChanges(Path=C:\VMs\web\system.vhdx, LimitId={since}, TargetSnapshotId=, ByteOffset=0, ByteLength=3145728)", stage.Host.Calls[3]);
        Assert.Equal($@"Msvm_ImageManagementService.GetVirtualDiskChanges(Path=C:\VMs\web\system.vhdx, LimitId={since}, TargetSnapshotId=, ByteOffset=3145728, ByteLength=3145728)", stage.Host.Calls[4]);
        Assert.Matches(@"AffectedSnapshot=.*Msvm_VirtualSystemSettingData\.InstanceID=""Microsoft:.*"", ReferencePointSettings=\)$", stage.Host.Calls[5]);
        Assert.Contains($"Msvm_VirtualSystemReferencePoint.InstanceID=\"{old}\"", stage.Host.Calls[6], StringComparison.Ordinal);
    }

    [Fact]
    public void Backup_PointNotCommitted_NextOneStillCountsFromTheOldOne()
    {
        using var stage = new Stage();
        var first = stage.Backup();
        var old = stage.Machine.ReferencePoints[0].Id;
        stage.Machine.Disks[0].Write(5_000_000, [1, 2, 3, 4]);
        stage.Begin(new MemoryPoint(first.Point), first.Document).Dispose();
        Assert.Equal([old], stage.Machine.ReferencePoints.Select(reference => reference.Id));
        stage.Machine.Disks[0].Write(1_000_000, [5]);

        var (point, document) = stage.Backup(first);

        Assert.Equal(stage.Machine.Disks[0].Live, point["disks/SCSI 0-0"]);
        Assert.Equal((BackupType.Incremental, 5), (document.Type, stage.BytesRead));
    }

    [Fact]
    public void Backup_ReferencePointGone_ReadsAllAndSaysWhy()
    {
        using var stage = new Stage();
        var first = stage.Backup();
        foreach (var disk in stage.Machine.Disks)
            foreach (var id in stage.Machine.ReferencePoints[0].TrackingIds) disk.Forget(id);

        var (point, document) = stage.Backup(first);

        Assert.Equal(stage.Machine.Disks[0].Live, point["disks/SCSI 0-0"]);
        Assert.Equal((BackupType.Full, 0L), (document.Type, point.Kept));
        Assert.Contains("SCSI 0:0 was read in full: GetVirtualDiskChanges was refused: invalid parameter.", document.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Backup_AnotherDiskInThePlace_IsReadInFull()
    {
        using var stage = new Stage();
        var first = stage.Backup();
        stage.Machine.Disks[0].Id = Guid.NewGuid();

        var (_, document) = stage.Backup(first);

        Assert.Equal("SCSI 0:0 was read in full: another disk is in its place.", document.Why);
        Assert.Equal(BackupType.Incremental, document.Type);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(-1, 0, 0)]
    [InlineData(1L << 40, 0, 1)]
    [InlineData(4096, 4096, 0)]
    [InlineData(4096, -1, 10)]
    [InlineData(4096, 0, -5)]
    [InlineData(4096, long.MaxValue, long.MaxValue)]
    [InlineData(4096, 100_000_000, 5)]
    [InlineData(4096, 5_000_000, 5)]
    public void Backup_SenselessAnswerAboutChanges_ReadsAll(long processed, long offset, long length)
    {
        using var stage = new Stage();
        var first = stage.Backup();
        stage.Host.ChangeAnswer = (_, _) => new ChangePage(processed, length == 0 && offset == 0 ? [] : [new ByteRange(offset, length)]);

        var (point, document) = stage.Backup(first);

        Assert.Equal(stage.Machine.Disks[0].Live, point["disks/SCSI 0-0"]);
        Assert.Equal(BackupType.Full, document.Type);
        Assert.Contains("read in full", document.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Backup_WmiDoesNotTellChanges_AsksTheHostDirectly()
    {
        using var stage = new Stage();
        var first = stage.Backup();
        stage.Machine.Disks[0].Write(4096, [7]);
        stage.Host.TracksByWmi = false;
        stage.Host.DirectTracking = new Told([new ByteRange(4096, 1)]);

        var (point, document) = stage.Backup(first);

        Assert.Equal(stage.Machine.Disks[0].Live, point["disks/SCSI 0-0"]);
        Assert.Equal(BackupType.Incremental, document.Type);
    }

    [Fact]
    public void Backup_ConsistencyCheck_ReadsAllAndStaysTracked()
    {
        using var stage = new Stage();
        var first = stage.Backup();
        var point = new MemoryPoint(first.Point);

        using var pending = stage.Begin(point, first.Document, everything: true);

        Assert.Equal(BackupType.Full, pending.Document.Type);
        Assert.Equal(0, point.Kept);
        Assert.NotNull(HyperVState.Of(MachineState.Read(pending.Document)).ReferencePoint);
    }

    [Theory]
    [InlineData("application", 1)]
    [InlineData("preferApplication", 1)]
    [InlineData("crash", 2)]
    public void Backup_Consistency_IsAskedFor(string consistency, int level)
    {
        using var stage = new Stage();
        stage.Options["consistency"] = consistency;
        stage.Options["guestBackup"] = "full";

        var (_, document) = stage.Backup();

        Assert.Contains($"NAME=\"ConsistencyLevel\" TYPE=\"uint8\"><VALUE>{level}<", stage.Host.Calls[0], StringComparison.Ordinal);
        Assert.Contains(level == 1 ? "GuestBackupType\" TYPE=\"uint8\"><VALUE>1<" : "GuestBackupType\" TYPE=\"uint8\"><VALUE>2<", stage.Host.Calls[0], StringComparison.Ordinal);
        Assert.Equal(level == 1 ? ConsistencyGuarantee.Application : ConsistencyGuarantee.Crash, document.Guarantee);
    }

    [Fact]
    public void Backup_ApplicationsDoNotAnswer_FailsUnlessTheOtherIsAllowed()
    {
        using var stage = new Stage();
        (stage.Machine.AnswersInside, stage.Host.Trouble) = (false, "Checkpoint operation for 'web' failed.");

        var refused = Assert.Throws<WorkloadException>(() => stage.Backup());
        stage.Options["consistency"] = "preferApplication";
        var (_, document) = stage.Backup();

        Assert.Equal(WorkloadFault.ApplicationFailed, refused.Fault);
        Assert.Contains("Checkpoint operation for 'web' failed. Writers did not answer. (0x8004231F)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("preferApplication", refused.Remedy, StringComparison.Ordinal);
        Assert.Equal(ConsistencyGuarantee.Crash, document.Guarantee);
        Assert.Contains("as after a power cut", stage.NoteText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(6, 0)]
    [InlineData(2, 2)]
    public void Backup_MachineThatCannotBeAsked_IsAsAfterAPowerCut(int state, int replication)
    {
        using var stage = new Stage();
        (stage.Machine.State, stage.Machine.ReplicationMode) = (state, replication);

        var (point, document) = stage.Backup();

        Assert.Equal(ConsistencyGuarantee.Crash, document.Guarantee);
        Assert.Equal(stage.Machine.Disks[0].Live, point["disks/SCSI 0-0"]);
    }

    [Fact]
    public void Backup_MachineJustStarting_IsRefused()
    {
        using var stage = new Stage();
        stage.Machine.State = 32770;

        Assert.Equal(WorkloadFault.NotPossible, Assert.Throws<WorkloadException>(() => stage.Backup()).Fault);
        Assert.Empty(stage.Host.Calls);
    }

    [Fact]
    public void Backup_OldHost_ReadsAllEachTimeAndLeavesNoCheckpoint()
    {
        using var stage = new Stage(isOld: true);
        stage.Machine.Version = "5.0";
        stage.Options["consistency"] = "preferApplication";
        Directory.CreateDirectory(stage.Host.Locate(@"C:\VMs\Virtual Machines"));
        File.WriteAllText(stage.Host.Locate($@"C:\VMs\Virtual Machines\{stage.Machine.Id}.vmcx"), "<configuration/>");
        var first = stage.Backup();

        var (point, document) = stage.Backup(first);

        Assert.Equal(stage.Machine.Disks[0].Live, point["disks/SCSI 0-0"]);
        Assert.Equal("<configuration/>", Encoding.UTF8.GetString(point[$"machine/export/Virtual Machines/{stage.Machine.Id}.vmcx"]));
        Assert.Equal((BackupType.Full, ConsistencyGuarantee.Crash), (document.Type, document.Guarantee));
        Assert.Contains("its changes were not tracked since the point before", document.Why, StringComparison.Ordinal);
        Assert.Empty(stage.Machine.Checkpoints);
        Assert.Empty(stage.Machine.ReferencePoints);
    }

    [Fact]
    public void Backup_DiskInVhd_IsReadInFullBesideTrackedOnes()
    {
        using var stage = new Stage();
        stage.Machine.Disks.Add(new FakeDisk { Bus = "IDE", Controller = 1, Location = 0, File = @"C:\VMs\web\old.vhd", Live = Stage.Content(3, 4 << 20) });
        var first = stage.Backup();

        var (point, document) = stage.Backup(first);

        Assert.Equal(stage.Machine.Disks[2].Live, point["disks/IDE 1-0"]);
        Assert.Equal((BackupType.Incremental, "IDE 1:0 was read in full: changes of disks in the format VHD are not tracked."), (document.Type, document.Why));
    }

    [Fact]
    public void Backup_StorageThatNoCheckpointHolds_IsLeftOutAndSaid()
    {
        using var stage = new Stage();
        stage.Machine.HasPassThrough = true;
        stage.Machine.Disks.Add(new FakeDisk { Bus = "SCSI", Location = 5, File = @"C:\VMs\shared.vhds", Live = [], IsShared = true });

        var (point, document) = stage.Backup();

        Assert.Equal(2, stage.Workload.Disks(document).Count);
        Assert.DoesNotContain(point.Paths, path => path.Contains("0-5", StringComparison.Ordinal));
        Assert.Contains("SCSI 0:9 is a disk of the host that is passed through", stage.NoteText, StringComparison.Ordinal);
        Assert.Contains("SCSI 0:5 shared.vhds is shared between machines", stage.NoteText, StringComparison.Ordinal);
        Assert.Equal(2, HyperVState.Of(MachineState.Read(document)).LeftOut.Count);
    }

    [Fact]
    public void Backup_VirtualTpm_SaysThatTheKeyIsNotInThePoint()
    {
        using var stage = new Stage();
        stage.Machine.HasTpm = true;

        stage.Backup();

        Assert.Contains("guardians", stage.NoteText, StringComparison.Ordinal);
    }

    [Fact]
    public void Release_Machine_RemovesItsReferencePoints()
    {
        using var stage = new Stage();
        stage.Backup();

        stage.Workload.Release(stage.Context(), Cancellation);

        Assert.Empty(stage.Machine.ReferencePoints);
        Assert.Empty(stage.Marks.ReferencePoints);
    }

    private sealed class Told(IReadOnlyList<ByteRange> changed) : IChangeTracking
    {
        public ChangePage Changes(string file, string since, long offset, long length) => new(length, [.. changed.Where(range => range.Offset >= offset && range.End <= offset + length)]);
    }
}
