using System.Text.Json;
using Bunit;
using Holdfast.Console.Pages.Protection.Wizard;
using Holdfast.Console.Tests.Serving;
using Holdfast.Console.Tests.Protection;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Console.Tests.Applications;

public sealed class ApplicationGroupTests
{
    internal const string Status = """
        {"version":"1","pid":1,"dataDirectory":"/d","started":"2026-01-01T00:00:00Z","pool":{"id":"p","capacity":100,"free":50,"used":50,"packs":1,"chunks":1,"disks":1,"hasAllDisks":true},
        "vault":{"state":"notRegistered","name":null,"id":null,"serverId":null,"address":null,"reason":null,"recoveryPoints":0,"bytes":0},
        "agents":[{"id":"local","name":"vm","server":"vm","state":"connected","version":"1"}],"protectedInstances":0,"groups":0,"sources":0,"recoveryPoints":0,"runningJobs":0,"queuedJobs":0,
        "openAlerts":0,"alerts":{"critical":0,"warning":0,"informational":0}}
        """;

    private const string Here = """
        {"applications":[
        {"kind":"postgresql","path":"postgresql://db1:5432","name":"db1","size":100,"parent":null,"isContainer":false,"unprotectable":null,"source":null},
        {"kind":"sqlServer","path":"sqlserver://sql1/","name":"SQL1","size":0,"parent":null,"isContainer":true,"unprotectable":null,"source":null}]}
        """;

    internal const string Inside = """
        {"applications":[
        {"kind":"sqlServer","path":"sqlserver://sql1/Sales","name":"Sales","size":10,"parent":"sqlserver://sql1/","isContainer":false,"unprotectable":null,"source":null},
        {"kind":"sqlServer","path":"sqlserver://sql1/tempdb","name":"tempdb","size":10,"parent":"sqlserver://sql1/","isContainer":false,"unprotectable":"<u>it is made anew at each start","source":null}]}
        """;

    [Fact]
    public async Task Members_InstancesAndDatabases_AreATreeAndWhatCannotBeProtectedHasNoChoice()
    {
        await using var context = await Context();
        var draft = new GroupDraft { Name = "Databases" };
        var step = await Opened(context, draft);
        Assert.Equal(["vm", "/srv", "db1", "SQL1"], Words(step));
        await step.FindAll(".tree-arrow").Last().ClickAsync(new());
        step.WaitForAssertion(() => Assert.Equal(["vm", "/srv", "db1", "SQL1", "Sales", "tempdb"], Words(step)));
        var last = step.FindAll("[role=treeitem]").Last();
        Assert.Contains("cannot be protected: <u>it is made anew at each start", last.TextContent, StringComparison.Ordinal);
        await last.QuerySelector(".tree-box")!.ClickAsync(new());
        Assert.Empty(draft.Members.Members);
    }

    [Fact]
    public async Task Members_InstanceThatRefuses_SaysWhyAndLeavesTheFolders()
    {
        await using var context = await Context();
        context.Api.Refuse("GET", "applications?instance=", 401202, "The account is not known there.");
        var step = await Opened(context, new GroupDraft { Name = "Databases" });
        await step.FindAll(".tree-arrow").Last().ClickAsync(new());
        step.WaitForAssertion(() => Assert.Contains("The account is not known there.", step.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal(["vm", "/srv", "db1", "SQL1"], Words(step));
    }

    [Fact]
    public async Task Members_InstanceChecked_JoinsAsContainerWithAllThatItHolds()
    {
        await using var context = await Context();
        var draft = new GroupDraft { Name = "Databases" };
        var step = await Opened(context, draft);
        await step.FindAll(".tree-box").Last().ClickAsync(new());
        step.WaitForAssertion(() => Assert.Equal([new Place("vm", "sqlserver://sql1/")], draft.Containers));
        Assert.Empty(draft.Members.Members);
        await step.FindAll(".tree-arrow").Last().ClickAsync(new());
        step.WaitForAssertion(() => Assert.Contains("joins by its instance", step.Markup, StringComparison.Ordinal));
        await step.FindAll(".tree-box").Last().ClickAsync(new());
        Assert.Single(draft.Containers);
        Assert.Equal([new AutoProtectionInfo("sqlserver://sql1/", "vm")], draft.Policy().AutoProtect);
        // SQL Server has log backups: without an interval next to nothing could be reached between points.
        step.WaitForAssertion(() => Assert.Equal((15, true), (draft.SynchronizationMinutes, draft.HasDrills)));
        Assert.Equal(["Sunday"], draft.Policy().Drills!.Days);
    }

    [Fact]
    public async Task Members_DatabaseChecked_IsAskedAndItsWarningsAreShown()
    {
        await using var context = await Context();
        var draft = new GroupDraft { Name = "Databases" };
        var step = await Opened(context, draft);
        await step.FindAll(".tree-box")[2].ClickAsync(new());
        step.WaitForAssertion(() => Assert.Contains("PostgreSQL 17.5", step.Find(".chosen-members").TextContent, StringComparison.Ordinal));
        Assert.Contains("1 warning", step.Find(".chosen-members").TextContent, StringComparison.Ordinal);
        Assert.Null(draft.SynchronizationMinutes);
        var goals = context.Render<GoalsStep>(parameters => parameters.Add(part => part.Draft, draft));
        Assert.Contains("Any second within the last 14 days can be recovered; the log is in the pool every few seconds.", goals.Markup, StringComparison.Ordinal);
        Assert.Contains("summarize_wal is off", goals.Find(".notice.warning").TextContent, StringComparison.Ordinal);
        var request = Assert.Single(MemberRequests.Of(draft));
        Assert.Equal(["postgresql://db1:5432"], request.Paths);
    }

    [Fact]
    public async Task Members_DatabaseThatRefuses_IsOfferedAnAccount()
    {
        await using var context = await Context();
        context.Api.Refuse("POST", "applications/describe", 400304, "Nobody knows this account.");
        var draft = new GroupDraft { Name = "Databases" };
        var step = await Opened(context, draft);
        await step.FindAll(".tree-box")[2].ClickAsync(new());
        step.WaitForAssertion(() => Assert.Contains("Nobody knows this account.", step.Find(".chosen-members").TextContent, StringComparison.Ordinal));
        await step.FindAll(".chosen-members button").Single(button => button.TextContent.Contains("Give an account", StringComparison.Ordinal)).ClickAsync(new());
        step.WaitForAssertion(() => Assert.Equal("postgresql://db1:5432", step.Find(".add-application input[placeholder]").GetAttribute("value")));
    }

    [Fact]
    public void Policy_DrillsOnDaysOfTheMonth_ComeBackAsTheyAreAndStandOnTheCommandLine()
    {
        var draft = new GroupDraft { Name = "Machines", HasDrills = true, DrillDays = new MonthDaysDraft() };
        draft.Members.Include(new Place("vm", "qemu://host1/web"));
        var policy = draft.Policy();
        Assert.Equal([0], policy.Drills!.MonthDays!.Numbers);
        Assert.Null(policy.Drills.Days);
        Assert.Contains("--drills 03:00@last", new GroupCommandLines(draft, "vm").All[0], StringComparison.Ordinal);
        var again = GroupDraft.Of(new GroupInfo("g", "Machines", 14, false, 30, [], policy, false, [], [], []));
        Assert.Equal([0], again.DrillDays!.Numbers);
        again.DrillDays = null;
        Assert.Null(again.Policy().Drills!.MonthDays);
    }

    [Fact]
    public void Policy_GroupThatHasNone_GetsNoDrillsByBeingChanged()
    {
        var source = Samples.Source("postgresql://db1:5432") with { Kind = "postgresql" };
        var draft = GroupDraft.Of(Samples.Group(new PolicyInfo(), source));
        draft.MeetApplications();
        Assert.Null(draft.Policy().Drills);
        draft.HasDrills = true;
        Assert.Equal(new TimesInfo(["03:00"], ["Sunday"]).Times, draft.Policy().Drills!.Times);
        Assert.Contains("--drills 03:00@Sun", new GroupCommandLines(draft, "vm").All[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Containers_WithOptions_KeepThemThroughDraftPolicyAndCommandLine()
    {
        var (options, instance) = (new Dictionary<string, string> { ["transport"] = "vdi", ["encrypt"] = "strict" }, new Place("vm", "sqlserver://sql1/"));
        var draft = new GroupDraft { Name = "Databases" };
        draft.Containers.Add(instance);
        draft.Applications.Has(instance, options);
        draft = GroupDraft.Of(JsonSerializer.Deserialize(JsonSerializer.Serialize(draft.Save(1), SavedDraftJson.Default.SavedDraft), SavedDraftJson.Default.SavedDraft)!);
        Assert.Equal(options, Assert.Single(draft.Policy().AutoProtect!).Options);
        Assert.Contains("--auto-protect sqlserver://sql1/ --auto-protect-option encrypt=strict --auto-protect-option transport=vdi", new GroupCommandLines(draft, "vm").All[0], StringComparison.Ordinal);

        var present = GroupDraft.Of(Samples.Group(draft.Policy()));
        Assert.Equal(options, Assert.Single(present.Policy().AutoProtect!).Options);
        Assert.DoesNotContain("auto-protect", string.Concat(new GroupCommandLines(present, "vm").All), StringComparison.Ordinal);
        present.Containers.Add(new Place("vm", "sqlserver://sql2/"));
        // The command keeps what it is not told of containers that the group has.
        Assert.EndsWith("--auto-protect sqlserver://sql1/ --auto-protect sqlserver://sql2/", new GroupCommandLines(present, "vm").All[0], StringComparison.Ordinal);
        present.Applications.Has(present.Containers[1], new Dictionary<string, string> { ["encrypt"] = "optional" });
        Assert.EndsWith("--policy FILE", new GroupCommandLines(present, "vm").All[0], StringComparison.Ordinal);
    }

    private static List<string> Words(IRenderedComponent<MembersStep> step) =>
        [.. step.FindAll("[role=treeitem]").Select(item => item.QuerySelector(".place span")!.TextContent)];

    private static async Task<IRenderedComponent<MembersStep>> Opened(ConsoleContext context, GroupDraft draft)
    {
        var places = new MemberPlaces(context.Services.GetRequiredService<Holdfast.Console.Hosting.Session>().Api);
        var step = context.Render<MembersStep>(parameters => parameters.Add(part => part.Draft, draft).Add(part => part.Places, places));
        await step.WaitForElement(".tree-arrow").ClickAsync(new());
        step.WaitForAssertion(() => Assert.Equal(4, step.FindAll("[role=treeitem]").Count));
        return step;
    }

    private static async Task<ConsoleContext> Context()
    {
        var context = await new ConsoleContext().Open();
        context.Api.Answer("GET", "status", Status).Answer("GET", "workloads", Answers.Workloads).Answer("GET", "agents/local/inventory", """{"server":"vm","items":[]}""").Answer("GET", "applications", Here).Answer("GET", "applications?instance=sqlserver%3A%2F%2Fsql1%2F", Inside).Answer("POST", "applications/describe", Answers.Described)
            .Answer("GET", "agents/local/browse", """{"server":"vm","path":"","items":[{"name":"/srv","path":"/srv","isFolder":true,"size":0,"modified":"2026-01-01T00:00:00Z"}],"cut":false}""");
        return context;
    }
}
