using Holdfast.Console.Pages.Protection.Wizard;
using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Console.Tests.Protection;

public sealed class MemberRequestsTests
{
    [Fact]
    public void Changed_GroupExclusionsChange_SaysThoseOfMembersAgain()
    {
        var draft = GroupDraft.Of(Samples.Group(new PolicyInfo(), Samples.Source("/a", exclude: ["/old/", "*.bak"]), Samples.Source("/b")));
        Assert.Equal([new Place("vm", "/a/old")], draft.Members.LeftOut(new Place("vm", "/a")));
        Assert.Empty(MemberRequests.Changed(draft, groupExclusionsChanged: false));
        var changed = Assert.Single(MemberRequests.Changed(draft, groupExclusionsChanged: true));
        Assert.Equal("id-of-/a", changed.Source);
        Assert.Equal(["/old/", "*.bak"], changed.Exclude);
        Assert.Null(changed.Online);
    }

    [Fact]
    public void Of_SomeMembersOnline_AsksForTheVaultForThemAlone()
    {
        var draft = new GroupDraft { Name = "Files", Online = true, OnlineMembers = [new Place("vm", "/b")] };
        draft.Members.Toggle(new Place("vm", "/a"));
        draft.Members.Toggle(new Place("vm", "/b"));
        Assert.Null(draft.Policy().Online);
        Assert.Equal([("/a", false), ("/b", true)], MemberRequests.Of(draft).Select(request => (Assert.Single(request.Paths), request.Online)));
    }

    [Fact]
    public void Of_ThingsThatArePresent_AreNotAskedForAgain()
    {
        var draft = GroupDraft.Of(Samples.Group(new PolicyInfo(), Samples.Source("/a"), Samples.Source("/b")));
        draft.Members.Toggle(new Place("vm", "/a"));
        draft.Members.Toggle(new Place("vm", "/new"));
        Assert.Equal(["/new"], Assert.Single(MemberRequests.Of(draft)).Paths);
        Assert.Equal("/a", Assert.Single(MemberRequests.Gone(draft)).Path);
    }

    [Fact]
    public void Of_TreesOfWindowsWithOptions_AreAskedForWithThem()
    {
        var draft = new GroupDraft { Name = "Laptops" };
        foreach (var server in (string[])["one", "two"]) draft.Members.Toggle(new Place(server, @"C:\"));
        draft.Files.Of(new Place("two", @"C:\")).HasUserFolders = true;

        Assert.Equal([("one", null), ("two", "all")], MemberRequests.Of(draft).Select(request => (request.Server, request.Options?["userFolders"])));
    }

    [Fact]
    public void Changed_OptionsOfATreeOfWindows_AreSetOrTakenAway()
    {
        var named = Samples.Source(@"C:\") with { Options = new Dictionary<string, string> { ["userFolders"] = "Documents,Desktop" } };
        var draft = GroupDraft.Of(Samples.Group(new PolicyInfo(), named));
        Assert.Empty(MemberRequests.Changed(draft, groupExclusionsChanged: false));

        draft.Files.Of(new Place("vm", @"C:\")).TakesNotToBackup = true;
        Assert.Equal(["Documents,Desktop", "keep"], Assert.Single(MemberRequests.Changed(draft, groupExclusionsChanged: false)).Options!.OrderByDescending(option => option.Key).Select(option => option.Value));

        (draft.Files.Of(new Place("vm", @"C:\")).HasUserFolders, draft.Files.Of(new Place("vm", @"C:\")).TakesNotToBackup) = (false, false);
        Assert.Empty(Assert.Single(MemberRequests.Changed(draft, groupExclusionsChanged: false)).Options!);
    }
}
