using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Planning;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.Tests.ShadowCopies.Requester;

/// <summary>The order of calls, and what is left where one of them fails, against a stand-in that demands the order.</summary>
public sealed class ShadowCopySessionTests
{
    private static readonly Guid Data = new("11111111-0000-0000-0000-000000000001"), Other = new("22222222-0000-0000-0000-000000000002"), Instance = new("33333333-0000-0000-0000-000000000003"), OtherInstance = new("44444444-0000-0000-0000-000000000004");

    [Fact]
    public void Take_ThenComplete_MakesTheCallsInTheOrderOfVss()
    {
        var service = Service();
        using var session = Take(service);
        Assert.Equal(
            [
                "InitializeForBackup", "SetContext", "SetBackupState", "GatherWriterMetadata", "GatherWriterMetadata.Release", "GetWriterMetadataCount", "GetWriterMetadata", "GetWriterMetadata", "FreeWriterMetadata", "AddComponent",
                "StartSnapshotSet", "IsVolumeSupported", "AddToSnapshotSet", "IsVolumeSupported", "AddToSnapshotSet", "SetPreviousBackupStamp before", "PrepareForBackup", "PrepareForBackup.Release", .. Status, "DoSnapshotSet", "DoSnapshotSet.Release", .. Status,
                "GetSnapshotProperties", "GetSnapshotProperties", "SaveAsXml",
            ], service.Calls);
        Assert.Equal(2, service.Snapshots.Count);
        Assert.Equal([@"C:\", @"D:\mnt\"], session.Volumes.Select(volume => volume.Root));

        service.Calls.Clear();
        session.Complete(CancellationToken.None);
        Assert.Equal(["SetBackupSucceeded", "BackupComplete", "BackupComplete.Release", .. Status, "SaveAsXml", "DeleteSnapshots"], service.Calls);
        Clean(service);
    }

    [Fact]
    public void Files_AfterTheSnapshot_AreReadAsTheyWereThen()
    {
        var service = Service();
        using var session = Take(service);
        service.Memory.Content[@"C:\data\a.db"] = [9, 9, 9];
        var files = session.Files();
        Assert.Equal([@"C:\data\a.db", @"D:\mnt\deep\b.log"], files.Select(file => file.Path));
        using var content = service.Memory.OpenRead(files[0].Source);
        Assert.Equal(1, content.ReadByte());
        Assert.Throws<WorkloadException>(() => session.InSnapshot(@"E:\elsewhere"));
    }

    [Fact]
    public void Dispose_WithoutCompletion_AbortsAndLeavesNothing()
    {
        var service = Service();
        Take(service).Dispose();
        Assert.Equal(["AbortBackup", "DeleteSnapshots"], service.Calls.TakeLast(2));
        Clean(service);
    }

    /// <summary>Each call of a backup, from first to last, says no once.</summary>
    [Fact]
    public void AnyCall_Refused_AbortsWhatBeganAndLeavesNoSnapshot()
    {
        var whole = Service();
        Run(whole);
        var count = whole.Calls.Count(call => !call.Contains('.'));
        Assert.InRange(count, 30, 100);
        for (var number = 0; number < count; number++)
        {
            var service = Service();
            var failed = "";
            service.Before = (call, at) =>
            {
                if (at != number || failed.Length > 0) return;
                failed = call;
                throw new ShadowCopyFailure(call, unchecked((int)0x80042302));
            };
            var notes = new List<string>();
            var fault = Record.Exception(() => Run(service, notes));
            if (failed == "DeleteSnapshots") Assert.Single(notes);
            else Assert.Contains("unexpected failure", Assert.IsType<ShadowCopyFailure>(fault).Message);
            Check(service, failed, number);
        }
    }

    [Theory]
    [InlineData("GatherWriterMetadata")]
    [InlineData("PrepareForBackup")]
    [InlineData("GatherWriterStatus")]
    [InlineData("DoSnapshotSet")]
    [InlineData("BackupComplete")]
    public void AnyStep_ThatEndsBadly_AbortsAndLeavesNoSnapshot(string step)
    {
        var service = Service();
        service.Step = name => name == step ? ShadowCopyCodes.HoldWritesTimeout : null;
        var fault = Assert.Throws<ShadowCopyFailure>(() => Run(service));
        Assert.Equal((step, ShadowCopyCodes.HoldWritesTimeout), (fault.Call, fault.Code));
        Assert.Equal(1, service.Calls.Count(call => call == "AbortBackup"));
        Clean(service);
    }

    [Theory]
    [InlineData("PrepareForBackup")]
    [InlineData("DoSnapshotSet")]
    [InlineData("BackupComplete")]
    public void Writer_ThatFailed_IsNamedWithItsState(string after)
    {
        var service = Service();
        service.Status = (call, status) => call == after && status.Writer == Data ? status with { State = WriterState.FailedAtFreeze, Failure = ShadowCopyCodes.WriterTimeout } : status;
        var fault = Assert.Throws<ShadowCopyFailure>(() => Run(service));
        Assert.Equal("Data & Co", fault.Writer);
        Assert.Contains("FailedAtFreeze", fault.Message);
        Assert.Contains("at most 60 s", fault.Message);
        Assert.Equal(after == "BackupComplete" ? 0 : 1, service.Calls.Count(call => call == "AbortBackup"));
        Clean(service);
    }

    [Fact]
    public void Writer_OfOthers_MayFailWithoutHarm()
    {
        var service = Service();
        service.Status = (_, status) => status.Writer == Other ? status with { State = WriterState.FailedAtThaw, Failure = -1 } : status;
        Run(service);
        Clean(service);
    }

    [Fact]
    public void Writer_OfOthersWithADamagedDocument_IsLeftOutAndTold()
    {
        var service = Service();
        service.Writers[1] = service.Writers[1][..^5];
        service.Status = (_, status) => status;
        var notes = new List<string>();
        using var session = ShadowCopySession.Take(service, Request(), service.Time, notes.Add, CancellationToken.None);
        Assert.Contains("Writer 2", Assert.Single(notes));
        Assert.Single(session.Writers);
    }

    [Fact]
    public void Step_WithoutEnd_IsCancelledAfterItsLimit()
    {
        var service = Service();
        service.Endless = "DoSnapshotSet";
        Assert.Throws<TimeoutException>(() => Run(service));
        Assert.InRange(service.Time.Passed, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(16));
        Assert.Contains("DoSnapshotSet.Cancel", service.Calls);
        Assert.Equal(["AbortBackup", "DeleteSnapshots"], service.Calls.TakeLast(2));
        Clean(service);
    }

    [Fact]
    public void Cancellation_WhileWaiting_EndsAtOnceAndAborts()
    {
        var service = Service();
        using var stop = new CancellationTokenSource();
        service.Endless = "PrepareForBackup";
        service.Before = (call, _) => { if (call == "PrepareForBackup") stop.Cancel(); };
        Assert.Throws<OperationCanceledException>(() => Take(service, stop.Token));
        Assert.Contains("PrepareForBackup.Cancel", service.Calls);
        Assert.Contains("AbortBackup", service.Calls);
        Clean(service);
    }

    [Fact]
    public void Volume_ThatCannotBeCopied_IsNamed()
    {
        var service = Service();
        service.Writers[0] = service.Writers[0].Replace(@"C:\data", @"Z:\data", StringComparison.Ordinal);
        var fault = Assert.Throws<ShadowCopyFailure>(() => Take(service));
        Assert.Contains(@"Z:\", fault.Message);
        Assert.Equal(WorkloadFault.NotPossible, ShadowCopyFaults.Translate(fault).Fault);
        Clean(service);
    }

    [Theory]
    [InlineData(0x80070005, WorkloadFault.RightMissing)]
    [InlineData(0x80040154, WorkloadFault.NotHere)]
    [InlineData(0x8004231f, WorkloadFault.ApplicationFailed)]
    [InlineData(0x80049999, WorkloadFault.ApplicationFailed)]
    public void Translate_Code_SaysWhatToDo(uint code, WorkloadFault fault)
    {
        var translated = ShadowCopyFaults.Translate(new ShadowCopyFailure("StartSnapshotSet", unchecked((int)code)));
        Assert.Equal(fault, translated.Fault);
        Assert.Contains($"0x{code:x8}", translated.Message);
        Assert.NotEmpty(translated.Remedy);
    }

    internal static string[] Status => ["GatherWriterStatus", "GatherWriterStatus.Release", "GetWriterStatusCount", "GetWriterStatus", "GetWriterStatus", "FreeWriterStatus"];

    private static void Check(FakeShadowCopies service, string failed, int number)
    {
        var complete = service.Calls.LastIndexOf("BackupComplete.Release") is >= 0 and var end && service.Calls.LastIndexOf(failed) > end;
        var expected = number == 0 || complete ? 0 : 1;
        Assert.True(expected == service.Calls.Count(call => call == "AbortBackup"), $"{failed}, call {number}: {string.Join(' ', service.Calls)}");
        Assert.Equal(0, service.OpenRequesters);
        Assert.Empty(service.Snapshots);
        Assert.Equal(failed == "DeleteSnapshots" ? 2 : 0, service.LeftBehind);
    }

    private static void Clean(FakeShadowCopies service)
    {
        Assert.Equal((0, 0), (service.OpenRequesters, service.LeftBehind));
        Assert.Empty(service.Snapshots);
    }

    private static void Run(FakeShadowCopies service, List<string>? notes = null)
    {
        using var session = ShadowCopySession.Take(service, Request(), service.Time, text => (notes ?? []).Add(text), CancellationToken.None);
        session.Files();
        session.Complete(CancellationToken.None);
    }

    private static ShadowCopySession Take(FakeShadowCopies service, CancellationToken cancellation = default) =>
        ShadowCopySession.Take(service, Request(), service.Time, text => Assert.Fail(text), cancellation);

    private static BackupRequest Request() => new(ShadowBackupType.Full, _ => [new WriterWish(Data)]) { Stamps = new Dictionary<(Guid, ComponentPath), string> { [(Data, new ComponentPath("", "Files"))] = "before" } };

    private static FakeShadowCopies Service()
    {
        var service = new FakeShadowCopies();
        service.Writers.Add(FakeShadowCopies.Writer(Data, Instance, "Data & Co", "USER_DATA",
            FakeShadowCopies.Group("", "Files", true, FakeShadowCopies.FileList(@"C:\data", "*.db"), FakeShadowCopies.FileList(@"D:\mnt\deep", "*.log", true)) + "<EXCLUDE_FILES path=\"C:\\data\" filespec=\"temp*\" recursive=\"no\"/>"));
        service.Writers.Add(FakeShadowCopies.Writer(Other, OtherInstance, "Other", "SYSTEM_SERVICE", FakeShadowCopies.Group("", "All", true, FakeShadowCopies.FileList(@"E:\", "*"))));
        service.Memory.Mounts.Add(@"D:\mnt\");
        service.Memory.Content[@"C:\data\a.db"] = [1, 2, 3];
        service.Memory.Content[@"C:\data\temp.db"] = [1];
        service.Memory.Content[@"C:\data\deep\c.db"] = [1];
        service.Memory.Content[@"D:\mnt\deep\b.log"] = [4];
        return service;
    }
}
