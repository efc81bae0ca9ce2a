using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;
using Holdfast.Workloads.VirtualMachines.HyperV.Backup;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV;

/// <summary>A backup in which each step fails in turn, in each way.</summary>
public sealed class HyperVFailureTests
{
    private const int StepsOfBackup = 7;

    public static TheoryData<int, HowToFail> Steps()
    {
        var data = new TheoryData<int, HowToFail>();
        for (var step = 0; step < StepsOfBackup; step++)
            foreach (var how in Enum.GetValues<HowToFail>()) data.Add(step, how);
        return data;
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Backup_StepFails_NoCheckpointStaysAndTheNextBackupIsWhole(int step, HowToFail how)
    {
        using var stage = Small();
        var foreign = new FakeCheckpoint("11111111-0000-0000-0000-000000000000", true, 1, 2);
        stage.Machine.Checkpoints.Add(foreign);
        var first = stage.Backup();
        stage.Machine.Disks[0].Write(100_000, [1, 2, 3]);
        (stage.Host.FailAt, stage.Host.How) = (stage.Host.Calls.Count + step, how);

        var failure = Try(stage, first);

        Assert.True(failure is null or WorkloadException, failure?.ToString());
        if (how != HowToFail.Die)
        {
            Assert.Equal([foreign], stage.Machine.Checkpoints);
            Assert.Empty(stage.LeftFolders());
        }
        stage.Host.IsDead = false;
        stage.Machine.Disks[0].Write(200_000, [4, 5, 6]);
        var (point, _) = stage.Backup(first);
        Assert.Equal(stage.Machine.Disks[0].Live, point["disks/SCSI 0-0"]);
        Assert.Equal([foreign], stage.Machine.Checkpoints);
        Assert.Single(stage.Machine.ReferencePoints);
        Assert.Empty(stage.LeftFolders());
        Assert.Equal((null, null, null, null), (stage.Marks.Before, stage.Marks.Checkpoint, stage.Marks.Folder, stage.Marks.PointsBefore));
        Assert.Equal(stage.Machine.ReferencePoints.Select(reference => reference.Id), stage.Marks.ReferencePoints);
    }

    [Fact]
    public void Backup_AnswerLostAndTheOtherCheckpointAllowed_LeavesNeither()
    {
        using var stage = Small();
        stage.Options["consistency"] = "preferApplication";
        (stage.Host.FailAt, stage.Host.How) = (0, HowToFail.LoseJob);

        var (_, document) = stage.Backup();

        Assert.Equal(ConsistencyGuarantee.Crash, document.Guarantee);
        Assert.Empty(stage.Machine.Checkpoints);
    }

    [Fact]
    public void Backup_Steps_AreAsManyAsAreTried()
    {
        using var stage = Small();
        var first = stage.Backup();
        stage.Host.Calls.Clear();

        stage.Backup(first);

        Assert.Equal(StepsOfBackup, stage.Host.Calls.Count);
    }

    [Fact]
    public void Backup_Canceled_LeavesNoCheckpoint()
    {
        for (var step = 0; step < StepsOfBackup - 2; step++)
        {
            using var stage = Small();
            var first = stage.Backup();
            using var stop = new CancellationTokenSource();
            var count = 0;
            stage.Host.OnCall = _ =>
            {
                if (count++ == step) stop.Cancel();
            };

            Assert.ThrowsAny<OperationCanceledException>(() => stage.Begin(new MemoryPoint(first.Point), first.Document, cancellation: stop.Token).Dispose());

            Assert.Empty(stage.Machine.Checkpoints);
            Assert.Empty(stage.LeftFolders());
        }
    }

    [Fact]
    public void Backup_CheckpointCannotBeRemoved_IsToldAndRemovedByTheNext()
    {
        using var stage = Small();
        stage.Host.OnCall = method =>
        {
            if (method is "ExportSystemDefinition") (stage.Host.FailAt, stage.Host.How) = (stage.Host.Calls.Count, HowToFail.Refuse);
            if (method is "DestroySnapshot") stage.Host.FailAt = stage.Host.Calls.Count;
        };

        var failure = Assert.Throws<WorkloadException>(() => stage.Backup());

        Assert.Contains("ExportSystemDefinition was refused", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Could not remove the checkpoint of a backup of web: DestroySnapshot was refused", stage.NoteText, StringComparison.Ordinal);
        var left = Assert.Single(stage.Machine.Checkpoints);
        Assert.Equal("Microsoft:" + left.Id, stage.Marks.Checkpoint);
        stage.Host.OnCall = null;
        stage.Backup();
        Assert.Empty(stage.Machine.Checkpoints);
    }

    /// <summary>The process ended between the call and its answer: what is new since then is ours, unless it cannot be told.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 2)]
    public void Backup_AfterAnEndInTheMiddle_RemovesWhatIsSurelyItsOwn(int unknown, int left)
    {
        using var stage = Small();
        new HyperVMarks([], null, null, null, []).Write(stage.Keep);
        for (var count = 0; count < unknown; count++) stage.Machine.Checkpoints.Add(new FakeCheckpoint($"22222222-0000-0000-0000-00000000000{count}", true, 1, 2));

        stage.Backup();

        Assert.Equal(left, stage.Machine.Checkpoints.Count);
        Assert.Equal(left > 0, stage.NoteText.Contains("Get-VMSnapshot", StringComparison.Ordinal));
    }

    [Fact]
    public void Backup_DamagedMarks_AreNone()
    {
        using var stage = Small();
        Directory.CreateDirectory(stage.Keep);
        File.WriteAllText(Path.Combine(stage.Keep, "hyper-v.json"), "{\"before\":[");
        stage.Machine.Checkpoints.Add(new FakeCheckpoint("33333333-0000-0000-0000-000000000000", true, 1, 2));

        stage.Backup();

        Assert.Single(stage.Machine.Checkpoints);
    }

    [Fact]
    public void Backup_JobThatStandsStill_IsGivenUp()
    {
        using var stage = Small();
        stage.Host.JobsStandStill = true;

        var failure = Assert.Throws<WorkloadException>(() => stage.Backup());

        Assert.Contains("has stood at 30 % for 4 hours", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Backup_CommittedAndHostGone_IsMadeUpForByTheNext()
    {
        using var stage = Small();
        var first = stage.Backup();
        var point = new MemoryPoint(first.Point);
        BackupDocument second;
        using (var pending = stage.Begin(point, first.Document))
        {
            second = pending.Document;
            stage.Host.IsDead = true;
            pending.Committed(TestContext.Current.CancellationToken);
        }
        Assert.Equal(2, stage.Machine.ReferencePoints.Count);
        Assert.Contains("Could not remove a reference point of web", stage.NoteText, StringComparison.Ordinal);
        stage.Host.IsDead = false;

        var (_, document) = stage.Backup((point, second));

        Assert.Single(stage.Machine.ReferencePoints);
        Assert.Equal(BackupType.Incremental, document.Type);
    }

    private static Stage Small()
    {
        var stage = new Stage();
        stage.Machine.Disks.Clear();
        stage.Machine.Disks.Add(new FakeDisk { Bus = "SCSI", File = @"C:\VMs\web\system.vhdx", Live = Stage.Content(1, 2 << 20) });
        return stage;
    }

    private static Exception? Try(Stage stage, (MemoryPoint Point, BackupDocument Document) first) => Record.Exception(() => stage.Backup(first));
}
