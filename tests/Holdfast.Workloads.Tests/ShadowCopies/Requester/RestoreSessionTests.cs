using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.Tests.ShadowCopies.Requester;

public sealed class RestoreSessionTests
{
    private static readonly Guid Writer = new("11111111-0000-0000-0000-000000000001"), Instance = new("33333333-0000-0000-0000-000000000003");
    private static readonly ComponentId Component = new(Writer, Guid.Empty, ComponentKind.FileGroup, new ComponentPath("SERVER", "Sales"));

    [Fact]
    public void Run_WithTargetOptionsAndMoreToCome_MakesTheCallsInTheOrderOfVss()
    {
        var service = Service();
        Run(service, () => service.Calls.Add("copy"));
        Assert.Equal(
            [
                "InitializeForRestore", "SetRestoreState", "GatherWriterMetadata", "GatherWriterMetadata.Release", "GetWriterMetadataCount", "GetWriterMetadata", "FreeWriterMetadata", "SetSelectedForRestore", "AddNewTarget",
                "SetRestoreOptions", "SetAdditionalRestores", "preparing.", "PreRestore", "PreRestore.Release", .. Status, "copy", "SetFileRestoreStatus", "PostRestore", "PostRestore.Release", .. Status,
            ], service.Calls);
        Assert.Equal(0, service.OpenRequesters);
    }

    [Fact]
    public void Run_CopyFails_TellsTheWriterAndThrowsWhatFailed()
    {
        var service = Service();
        var heard = FileRestoreStatus.Undefined;
        service.Restoring = (call, requester) => { if (call == "PostRestore") heard = requester.Restored; };
        Assert.Equal("the disk is full", Assert.Throws<IOException>(() => Run(service, () => throw new IOException("the disk is full"))).Message);
        Assert.Equal(["SetFileRestoreStatus", "PostRestore", "PostRestore.Release"], service.Calls.TakeLast(3));
        Assert.Equal(FileRestoreStatus.Undefined, heard);
        Assert.Equal(0, service.OpenRequesters);
    }

    [Fact]
    public void Run_CopyFailsAndTheWriterToo_ThrowsWhatFailedFirst()
    {
        var service = Service();
        service.Step = name => name == "PostRestore" ? ShadowCopyCodes.WriterRetryable : null;
        Assert.Throws<IOException>(() => Run(service, () => throw new IOException()));
    }

    /// <summary>Each call says no once; nothing is copied unless the writers had let go of their files.</summary>
    [Fact]
    public void AnyCall_Refused_EndsWithItsCodeAndCopiesOnlyAfterPreRestore()
    {
        var whole = Service();
        Run(whole, () => { });
        for (var number = 0; number < whole.Calls.Count(call => !call.Contains('.')); number++)
        {
            var service = Service();
            service.Before = (call, at) => { if (at == number) throw new ShadowCopyFailure(call, ShadowCopyCodes.AccessDenied); };
            var copied = false;
            Assert.Throws<ShadowCopyFailure>(() => Run(service, () => copied = true));
            Assert.Equal(service.Calls.Contains("SetFileRestoreStatus"), copied);
            Assert.Equal(0, service.OpenRequesters);
        }
    }

    private static string[] Status => ["GatherWriterStatus", "GatherWriterStatus.Release", "GetWriterStatusCount", "GetWriterStatus", "FreeWriterStatus"];

    private static void Run(FakeShadowCopies service, Action copy) => RestoreSession.Run(
        service, new RestoreRequest("<BACKUP_COMPONENTS xmlns=\"x-schema:#VssComponentMetadata\"><WRITER_COMPONENTS writerId=\"" + Writer + "\"><COMPONENT logicalPath=\"SERVER\" componentName=\"Sales\" componentType=\"filegroup\"/></WRITER_COMPONENTS></BACKUP_COMPONENTS>",
        [new RestoredComponent(Component, [], [new NewTarget(new FileSet(@"D:\data", "Sales.mdf", false), @"E:\data")], "\"New Component Name\"=\"Copy\"", true)]) { Copy = copy, Note = text => Assert.Fail(text), Preparing = () => service.Calls.Add("preparing.") }, service.Time, CancellationToken.None);

    private static FakeShadowCopies Service()
    {
        var service = new FakeShadowCopies();
        service.Writers.Add(FakeShadowCopies.Writer(Writer, Instance, "SqlServerWriter", "USER_DATA", FakeShadowCopies.Group("SERVER", "Sales", true, FakeShadowCopies.FileList(@"D:\data", "Sales.mdf"))));
        return service;
    }
}
