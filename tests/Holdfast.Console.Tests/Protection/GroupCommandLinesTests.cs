using Holdfast.Console.Pages.Protection.Wizard;
using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Console.Tests.Protection;

public sealed class GroupCommandLinesTests
{
    [Fact]
    public void All_NewGroup_NamesWhatDiffersFromTheDefaults()
    {
        var draft = new GroupDraft { Name = "My files", Online = true, SynchronizationMinutes = 15, TimeZone = "Europe/Berlin", Compress = false };
        draft.Members.Toggle(new Place("vm", "/srv/it's here"));
        draft.Members.Toggle(new Place("vm", "/srv/it's here/old"));
        draft.Members.Toggle(new Place("FS01", @"D:\Data"));
        draft.Extensions.Add(".tmp");
        Assert.Equal(
        [
            "holdfast group create 'My files' --online --sync-every 15m --points 08:00,12:00,18:00 --online-schedule 22:00 --online-weekly 12@Sun --online-monthly 12@last"
                + " --online-yearly 7@Dec@last --compress no --sla-hours 24 --time-zone Europe/Berlin --exclude-extension .tmp",
            @"holdfast protect 'D:\Data' --group 'My files' --server FS01",
            @"holdfast protect '/srv/it'\''s here' --group 'My files' --exclude /old/",
        ], new GroupCommandLines(draft, "VM").All);
    }

    [Fact]
    public void All_PresentGroup_NamesWhatIsChanged()
    {
        var policy = new PolicyInfo(
            RecoveryPoints: new TimesInfo(["18:00"], ["Monday", "Friday"]), Online: new OnlineInfo(Weekly: new WeeklyInfo(4, ["Sunday"])), SlaHours: 24,
            PreScript: new ScriptInfo(["/bin/true", "a b"], 60));
        var draft = GroupDraft.Of(Samples.Group(policy, Samples.Source("/a"), Samples.Source("/b")));
        Assert.Empty(new GroupCommandLines(draft, "vm").All);

        (draft.Name, draft.Online, draft.SlaHours, draft.PreScript, draft.HasPoints) = ("Better", false, null, "", false);
        draft.Members.Toggle(new Place("vm", "/b"));
        Assert.Equal(
            ["holdfast group modify Files --name Better --online no --points none --pre-script none --sla-hours none", "holdfast group stop Better --source id-of-/b --keep-data"],
            new GroupCommandLines(draft, "vm").All);
    }

    [Theory]
    [InlineData("plain-1.0/x", "plain-1.0/x")]
    [InlineData("", "''")]
    [InlineData("a b", "'a b'")]
    [InlineData("$(rm -rf ~)`x`\"", "'$(rm -rf ~)`x`\"'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("*.tmp", "'*.tmp'")]
    public void Quoted_Word_IsTakenLiterally(string word, string quoted) => Assert.Equal(quoted, GroupCommandLines.Quoted(word));
}
