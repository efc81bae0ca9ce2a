using Holdfast.Console.Pages.Recovery;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api;

namespace Holdfast.Console.Tests.Recovery;

public sealed class RecoverDraftTests
{
    [Fact]
    public void Request_Defaults_DestroyNothing()
    {
        var request = Draft().Request();
        Assert.Equal(("copy", "point", true, null, null), (request.Existing, request.Security, request.Original, request.To, request.Server));
    }

    [Fact]
    public void Request_ToAnAgent_NamesServerAndFolder()
    {
        var draft = Draft();
        (draft.Kind, draft.Agent, draft.Folder) = (RecoverDraft.ToAgent, "FS02", @" D:\Back ");
        var request = draft.Request();
        Assert.Equal((false, @"D:\Back", "FS02"), (request.Original, request.To, request.Server));
        Assert.Null(draft.DestinationProblem(new Texts()));
    }

    [Fact]
    public void Request_KindChangedBack_ForgetsTheFolder()
    {
        var draft = Draft();
        (draft.Kind, draft.Folder) = (RecoverDraft.ToThisServer, "/srv/x");
        draft.Kind = RecoverDraft.ToOriginal;
        Assert.Equal((true, null), (draft.Request().Original, draft.Request().To));
    }

    [Theory]
    [InlineData(RecoverDraft.ToOriginal, "", "", true)]
    [InlineData(RecoverDraft.ToThisServer, "", "", false)]
    [InlineData(RecoverDraft.ToThisServer, "", "relative/folder", false)]
    [InlineData(RecoverDraft.ToThisServer, "", "/srv/x", true)]
    [InlineData(RecoverDraft.ToAgent, "", "/srv/x", false)]
    [InlineData(RecoverDraft.ToAgent, "FS02", "C:x", false)]
    [InlineData(RecoverDraft.ToAgent, "FS02", @"\\nas\share", true)]
    public void DestinationProblem_Destination_IsFoundBeforeTheServerRefuses(string kind, string agent, string folder, bool isGood)
    {
        var draft = Draft();
        (draft.Kind, draft.Agent, draft.Folder) = (kind, agent, folder);
        Assert.Equal(isGood, draft.DestinationProblem(new Texts()) is null);
    }

    [Fact]
    public void CommandLine_NamesOfAnyKind_AreOneWordEach()
    {
        var draft = Draft("it's $(rm -rf /).txt", "plain/a.txt");
        (draft.Kind, draft.Folder, draft.IsOnline) = (RecoverDraft.ToThisServer, "/srv/back up", true);
        Assert.Equal(
            @"holdfast recover s1 --at p1 --item 'it'\''s $(rm -rf /).txt' --item plain/a.txt --to '/srv/back up' --existing copy --security point --online --wait", draft.CommandLine());
    }

    [Fact]
    public void CommandLine_OtherServer_UsesItsCommand()
    {
        var draft = DraftOf("v2");
        (draft.Kind, draft.Folder, draft.IsOnline) = (RecoverDraft.ToThisServer, "/srv/x", true);
        Assert.Equal("holdfast external recover v2 s1 --at p1 --to /srv/x --existing copy --security point --wait", draft.CommandLine());
    }

    private static RecoverDraft Draft(params string[] items) => DraftOf(null, items);

    private static RecoverDraft DraftOf(string? server, params string[] items)
    {
        var point = new RecoveryPointInfo("p1", "s1", "docs", "/srv/docs", "FS01", DateTimeOffset.UnixEpoch, 1, 0, 1, Disk: true, Online: true, Expires: null);
        return new RecoverDraft { Source = new RecoverySource(new RecoveryPlace(server, "s1"), "docs", "FS01", "/srv/docs", [point]), Point = point, Items = items };
    }
}
