using Holdfast.Console.Pages.Recovery;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api.Applications;

namespace Holdfast.Console.Tests.Applications;

public sealed class ApplicationDraftTests
{
    [Fact]
    public void Request_ToAnInstance_NamesItAndNothingOfOtherDestinations()
    {
        var draft = Draft();
        (draft.Kind, draft.Folder, draft.Overwrite) = (ApplicationDraft.ToThisServer, "/srv/x", true);
        Assert.False(draft.Request().Overwrite);
        (draft.Kind, draft.Instance, draft.NewName, draft.FilesFolder) = (ApplicationDraft.ToInstance, " postgresql://db2 ", " orders2 ", "");
        var request = draft.Request();
        Assert.Equal(("postgresql://db2", "orders2", null, false, true), (request.Instance, request.NewName, request.To, request.Original, request.Overwrite));
        draft.Kind = ApplicationDraft.ToOriginal;
        request = draft.Request();
        Assert.Equal((null, null, null, true), (request.Instance, request.NewName, request.To, request.Original));
    }

    [Fact]
    public void Request_Defaults_ReplaceNothing()
    {
        var request = Draft().Request();
        Assert.Equal((false, false, false, false), (request.Original, request.Overwrite, request.LeaveRestoring, request.AsFiles));
    }

    [Theory]
    [InlineData(ApplicationDraft.ToOriginal, "", "", true)]
    [InlineData(ApplicationDraft.ToInstance, "", "", false)]
    [InlineData(ApplicationDraft.ToInstance, "db2", "", false)]
    [InlineData(ApplicationDraft.ToInstance, "postgresql://db2", "", true)]
    [InlineData(ApplicationDraft.ToThisServer, "", "data", false)]
    [InlineData(ApplicationDraft.ToThisServer, "", "/srv/data", true)]
    [InlineData(ApplicationDraft.ToThisServer, "", "", false)]
    public void DestinationProblem_Destination_IsFoundBeforeTheServerRefuses(string kind, string instance, string folder, bool isGood)
    {
        var draft = Draft();
        (draft.Kind, draft.Instance, draft.Folder) = (kind, instance, folder);
        Assert.Equal(isGood, draft.DestinationProblem(new Texts()) is null);
    }

    [Fact]
    public void CommandLine_NamesOfAnyKind_AreOneWordEach()
    {
        var draft = Draft();
        (draft.Kind, draft.Instance, draft.NewName, draft.Overwrite) = (ApplicationDraft.ToInstance, "postgresql://db2:5432", "it's $(x)", true);
        Assert.Equal(@"holdfast recover s1 --at 2026-11-23T12:03:07Z --instance postgresql://db2:5432 --name 'it'\''s $(x)' --overwrite --wait", draft.CommandLine());
    }

    [Fact]
    public void Request_ThingsInsideAFarm_AreItemsWhereTheKindNamesThem()
    {
        var draft = Draft();
        (draft.Kind, draft.Instance, draft.Inner) = (ApplicationDraft.ToInstance, "sqlserver://sql2/", " WSS_Content:/sites/hr:Shared Documents/a.docx \n\nWSS_News\n");
        Assert.Null(draft.Request().Items);
        var farm = new ApplicationDraft { Source = draft.Source, At = "p1", Workload = draft.Workload! with { InnerExample = "WSS_Content:/sites/hr" }, Kind = draft.Kind, Instance = draft.Instance, Inner = draft.Inner };
        Assert.Equal(["WSS_Content:/sites/hr:Shared Documents/a.docx", "WSS_News"], farm.Request().Items);
        Assert.Equal("holdfast recover s1 --at p1 --item 'WSS_Content:/sites/hr:Shared Documents/a.docx' --item WSS_News --instance sqlserver://sql2/ --wait", farm.CommandLine());
    }

    private static ApplicationDraft Draft() => new()
    {
        Source = new RecoverySource(new RecoveryPlace(null, "s1") { IsApplication = true }, "orders", "vm", "postgresql://db1:5432", []) { Kind = "postgresql" }, At = "2026-11-23T12:03:07Z",
        Workload = new WorkloadInfo("postgresql", "PostgreSQL cluster", ["full"], true, true, true, false, true),
    };
}
