using System.Text.Json;
using Bunit;
using Holdfast.Console.Pages.Protection.Wizard;
using Holdfast.Console.Tests.Serving;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Api.Insight;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Console.Tests.Protection;

public sealed class GroupWizardTests
{
    private const string Status = """
        {"version":"1","pid":1,"dataDirectory":"/d","started":"2026-01-01T00:00:00Z","pool":{"id":"p","capacity":100,"free":50,"used":50,"packs":1,"chunks":1,"disks":1,"hasAllDisks":true},
        "vault":{"state":"notRegistered","name":null,"id":null,"serverId":null,"address":null,"reason":null,"recoveryPoints":0,"bytes":0},
        "agents":[{"id":"local","name":"vm","server":"vm","state":"connected","version":"1"}],"protectedInstances":0,"groups":0,"sources":0,"recoveryPoints":0,"runningJobs":0,"queuedJobs":0,
        "openAlerts":0,"alerts":{"critical":0,"warning":0,"informational":0}}
        """;

    [Fact]
    public async Task NextNextFinish_OneFolder_MakesAGroupWithTheFolder()
    {
        await using var context = await Context();
        var wizard = await AtMembers(context);
        await Next(wizard, 8);
        Assert.Contains("holdfast group create 'Protection group 1'", wizard.Find(".copy-line code").TextContent, StringComparison.Ordinal);
        await wizard.Find(".wizard-foot .primary").ClickAsync(new());
        wizard.WaitForAssertion(() => Assert.Contains(context.Api.Asked, request => request.StartsWith("POST protect", StringComparison.Ordinal)));
        Assert.Contains(context.Api.Asked, request => request.StartsWith("POST groups {", StringComparison.Ordinal) && request.Contains("\"recoveryPoints\"", StringComparison.Ordinal));
        Assert.Contains(context.Api.Asked, request => request.StartsWith("POST protect", StringComparison.Ordinal) && request.Contains("[\"/srv\"]", StringComparison.Ordinal));
        Assert.EndsWith("/protection/groups/g1", context.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_NothingChosen_StaysAndSaysWhy()
    {
        await using var context = await Context();
        var wizard = context.Render<GroupWizard>();
        wizard.WaitForElement(".wizard-foot .primary");
        await Next(wizard, 2);
        Assert.Equal("Members", wizard.Find(".wizard-step h2").TextContent);
        Assert.Contains("Choose at least one folder", wizard.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_FolderOfAnotherGroup_StaysAndNamesTheGroup()
    {
        await using var context = await Context();
        context.Api.Answer("GET", "sources/page?text=%2Fsrv&server=vm", Sources(Samples.Source("/srv/below"), Samples.Source("/srv")));
        var wizard = await AtMembers(context);
        await Next(wizard, 1);
        Assert.Equal("Members", wizard.Find(".wizard-step h2").TextContent);
        Assert.Contains("/srv is a member of the group Files already", wizard.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Single(context.Api.Asked, request => request.StartsWith("GET sources/page", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Finish_PathRefused_GoesBackToTheMembersWithTheReason()
    {
        await using var context = await Context();
        context.Api.Refuse("POST", "protect", 400304, "/srv lies within our own data.");
        var wizard = await AtMembers(context);
        await Next(wizard, 8);
        await wizard.Find(".wizard-foot .primary").ClickAsync(new());
        wizard.WaitForAssertion(() => Assert.Equal("Members", wizard.Find(".wizard-step h2").TextContent));
        Assert.Contains("lies within our own data", wizard.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await Next(wizard, 8);
        await wizard.Find(".wizard-foot .primary").ClickAsync(new());
        wizard.WaitForAssertion(() => Assert.Equal(2, context.Api.Asked.Count(request => request.StartsWith("POST protect", StringComparison.Ordinal))));
        Assert.Single(context.Api.Asked, request => request.StartsWith("POST groups {", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Goals_RefusedPolicy_IsSaidAtItsStep()
    {
        await using var context = await Context();
        context.Api.Refuse("POST", "groups/preview", 400720, "shortTerm.recoveryPoints: a time is named twice.");
        var wizard = await AtMembers(context);
        await Next(wizard, 6);
        Assert.Equal("Short-term goals", wizard.Find(".wizard-step h2").TextContent);
        Assert.Contains("a time is named twice", wizard.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    private static string Sources(params SourceInfo[] sources) =>
        JsonSerializer.Serialize(new SourcePage(sources.Length, 0, sources, new SourceFacets([], [], [])), InsightJson.Default.SourcePage);

    private static async Task<ConsoleContext> Context()
    {
        var context = await new ConsoleContext().Open();
        var made = JsonSerializer.Serialize(Samples.Group(new PolicyInfo()), ApiJson.Default.GroupInfo);
        context.Api.Answer("GET", "overview/groups", """{"total":0,"offset":0,"groups":[]}""").Answer("GET", "sources/page", Sources()).Answer("GET", "status", Status).Answer("POST", "groups", made).Answer("PUT", "groups/g1", made)
            .Answer("POST", "groups/preview", """{"days":[],"diskPoints":42,"vaultPoints":0}""").Answer("POST", "protect", """{"jobs":[]}""")
            .Answer("POST", "groups/estimate", """{"sourceBytes":10,"diskBytes":5,"vaultBytes":0,"monthlyCost":5.0,"currency":"USD","firstRunMs":1,"basis":{"storedRatio":0.5,"dailyChange":0.02,"bytesPerSecond":100,"from":"assumed","diskPoints":42,"vaultPoints":0},"isComplete":true,"unknown":[]}""")
            .Answer("GET", "agents/local/browse", """{"server":"vm","path":"","items":[{"name":"/srv","path":"/srv","isFolder":true,"size":0,"modified":"2026-01-01T00:00:00Z"}],"cut":false}""")
            .Answer("GET", "agents/local/inventory", """{"server":"vm","items":[]}""").Answer("GET", "applications", """{"applications":[]}""");
        return context;
    }

    private static async Task<IRenderedComponent<GroupWizard>> AtMembers(ConsoleContext context)
    {
        var wizard = context.Render<GroupWizard>();
        wizard.WaitForElement(".wizard-foot .primary");
        await Next(wizard, 1);
        await wizard.WaitForElement(".tree-arrow").ClickAsync(new());
        wizard.WaitForAssertion(() => Assert.Equal(2, wizard.FindAll(".tree-box").Count));
        await wizard.FindAll(".tree-box")[1].ClickAsync(new());
        return wizard;
    }

    private static async Task Next(IRenderedComponent<GroupWizard> wizard, int times)
    {
        for (var time = 0; time < times; time++) await wizard.Find(".wizard-foot .primary").ClickAsync(new());
    }
}
