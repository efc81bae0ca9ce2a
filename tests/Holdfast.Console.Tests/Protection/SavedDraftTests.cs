using System.Text.Json;
using Holdfast.Console.Pages.Protection.Wizard;

namespace Holdfast.Console.Tests.Protection;

public sealed class SavedDraftTests
{
    [Fact]
    public void Of_WhatWasSaved_IsTheSameDraftWithoutItsCommands()
    {
        var draft = new GroupDraft { Name = "Papers", Online = true, TimeZone = "Europe/Vienna", RetentionDays = 21, DailyDays = 40, PreScript = "/usr/bin/dump --password=pear", SlaHours = 12 };
        draft.BeginAs(clients: true);
        var member = new Place("fs01", "/srv/papers");
        draft.Members.Include(member);
        draft.Members.LeaveOut(new Place("fs01", "/srv/papers/cache"));
        draft.Containers.Add(new Place("vm", "/home"));
        draft.Exclude.Add("*.tmp");
        draft.Extensions.Add(".iso");
        draft.Weekly.IsOn = false;
        var windows = draft.Files.Of(new Place("fs02", @"C:\"));
        (windows.HasUserFolders, windows.TakesNotToBackup) = (true, true);
        windows.Folders.Add(@"C:\Data");

        var text = JsonSerializer.Serialize(draft.Save(reached: 4), SavedDraftJson.Default.SavedDraft);
        Assert.DoesNotContain("pear", text, StringComparison.Ordinal);
        var saved = JsonSerializer.Deserialize(text, SavedDraftJson.Default.SavedDraft)!;
        Assert.Equal(4, saved.Reached);
        var again = GroupDraft.Of(saved);
        Assert.Null(again.Present);
        Assert.Equal("", again.PreScript);
        draft.PreScript = "";
        Assert.Equivalent(draft.Policy(), again.Policy(), strict: true);
        Assert.Equal(("Papers", true, true, 240), (again.Name, again.IsForClients, again.Online, again.SynchronizationMinutes));
        Assert.Equal([member], again.Members.Members);
        Assert.Equal(new Place("fs01", "/srv/papers/cache"), Assert.Single(again.Members.LeftOut(member)));
        Assert.Equal(draft.Containers, again.Containers);
        Assert.Equal(@"filesNotToBackup=keep folders=C:\Data userFolders=all", again.OptionText(new Place("FS02", @"c:\")).Replace('\n', ' '));
        Assert.Equal(["*.tmp", ".iso"], [.. again.Exclude, .. again.Extensions]);
    }

    [Fact]
    public void Of_SomeMembersInTheVault_KeepsWhichOnes()
    {
        var draft = new GroupDraft { Name = "Some", Online = true, OnlineMembers = [new Place("vm", "/a")] };
        draft.Members.Include(new Place("vm", "/a"));
        draft.Members.Include(new Place("vm", "/b"));
        var again = GroupDraft.Of(draft.Save(reached: 1));
        Assert.Equal([new Place("vm", "/a")], again.OnlineMembers);
        Assert.Null(again.Policy().Online);
    }
}
