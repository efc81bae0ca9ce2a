using Bunit;
using Holdfast.Console.Hosting;
using Holdfast.Console.Pages.Protection.Wizard;
using Holdfast.Console.Tests.Serving;
using Holdfast.Contracts.Api.Applications;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Console.Tests.Applications;

public sealed class AddApplicationTests
{
    private const string Secret = "hunter2-of-<the>-database";

    [Fact]
    public async Task Check_WithAnAccount_KeepsItAsksAndShowsWhatWasSaid()
    {
        await using var context = await Opened();
        AddedApplication? added = null;
        var form = Render(context, one => added = one);
        await Fill(form);
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Contains("PostgreSQL 17.5", form.Markup, StringComparison.Ordinal));
        Assert.Contains("summarize_wal is off, so every backup is full. <i>Turn it on.", form.Find(".notice.warning").TextContent, StringComparison.Ordinal);
        Assert.Contains("full, incremental", form.Markup, StringComparison.Ordinal);
        var order = context.Api.Asked.Where(line => line.StartsWith("PUT credentials", StringComparison.Ordinal) || line.StartsWith("POST applications/describe", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, order.Count);
        Assert.StartsWith("PUT credentials", order[0], StringComparison.Ordinal);
        // The password is at the server; the page has it no more, and nothing else was told.
        Assert.DoesNotContain("hunter2", form.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", order[1], StringComparison.Ordinal);
        await form.FindAll("button").Single(button => button.TextContent.Contains("Add to the group", StringComparison.Ordinal)).ClickAsync(new());
        Assert.Equal(new Place("vm", "postgresql://db1:5432"), added!.Place);
    }

    [Fact]
    public async Task Options_Typed_AreAskedWithAndJoinTheGroup()
    {
        await using var context = await Opened();
        AddedApplication? added = null;
        var form = Render(context, one => added = one);
        await form.WaitForElement("input[placeholder]").InputAsync(new() { Value = "postgresql://db1" });
        await form.Find("textarea").InputAsync(new() { Value = "compare = off\nwrong" });
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Contains("wrong is not name=value", form.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(context.Api.Asked, line => line.StartsWith("POST applications/describe", StringComparison.Ordinal));
        await form.Find("textarea").InputAsync(new() { Value = "compare = off\nprograms=/opt/pg=17" });
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Contains("Add to the group", form.Markup, StringComparison.Ordinal));
        Assert.Contains(context.Api.Asked, line => line.StartsWith("POST applications/describe", StringComparison.Ordinal) && line.Contains("/opt/pg=17", StringComparison.Ordinal));
        await form.FindAll("button").Single(button => button.TextContent.Contains("Add to the group", StringComparison.Ordinal)).ClickAsync(new());
        var draft = new GroupDraft { Name = "Databases" };
        draft.Applications.Has(added!.Place, added.Options);
        draft.Members.Include(added.Place);
        Assert.Equal(new Dictionary<string, string> { ["compare"] = "off", ["programs"] = "/opt/pg=17" }, Assert.Single(MemberRequests.Of(draft)).Options);
        Assert.Contains("--option compare=off --option programs=/opt/pg=17", string.Join('|', new GroupCommandLines(draft, "vm").All), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ApplicationThatRefuses_SaysWhyAndOffersNothingToAdd()
    {
        await using var context = await Opened();
        context.Api.Refuse("POST", "applications/describe", 400304, "The account may not replicate.");
        var form = Render(context, _ => { });
        await Fill(form);
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Contains("The account may not replicate.", form.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("Add to the group", form.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_ChangedAfterTheCheck_HasToBeCheckedAgain()
    {
        await using var context = await Opened();
        var form = Render(context, _ => { });
        await Fill(form);
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Contains("Add to the group", form.Markup, StringComparison.Ordinal));
        await form.Find("input[placeholder]").InputAsync(new() { Value = "postgresql://db2" });
        Assert.DoesNotContain("Add to the group", form.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_Instance_JoinsWithAllThatItHolds()
    {
        await using var context = await Opened();
        context.Api.Answer("POST", "applications/describe", """{"kind":"sqlServer","path":"sqlserver://sql1/","name":"SQL1","version":"16.0","size":0,"types":[],"guarantee":"application","warnings":[]}""");
        AddedApplication? added = null;
        var form = Render(context, one => added = one);
        await form.WaitForElement("select").ChangeAsync(new() { Value = "sqlServer" });
        await form.Find("input[placeholder]").InputAsync(new() { Value = "sqlserver://sql1/" });
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Contains("This is an instance", form.Markup, StringComparison.Ordinal));
        await form.FindAll("button").Single(button => button.TextContent.Contains("Add to the group", StringComparison.Ordinal)).ClickAsync(new());
        Assert.Equal((new Place("vm", "sqlserver://sql1/"), true), (added!.Place, added.IsInstance));
    }

    [Fact]
    public async Task Choose_FromAHost_MakesItABranchWhoseMachinesJoinOneByOne()
    {
        await using var context = await Opened();
        context.Api.Answer("POST", "applications/describe", """{"kind":"sqlServer","path":"sqlserver://sql1/","name":"SQL1","version":"16.0","size":0,"types":[],"guarantee":"application","warnings":[]}""");
        AddedApplication? looked = null;
        var form = context.Render<AddApplication>(parameters => parameters.Add(part => part.Server, "vm").Add(part => part.Looked, one => looked = one));
        await form.WaitForElement("select").ChangeAsync(new() { Value = "sqlServer" });
        await form.Find("input[placeholder]").InputAsync(new() { Value = "sqlserver://sql1/" });
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Contains("Choose from what it holds", form.Markup, StringComparison.Ordinal));
        await form.FindAll("button").Single(button => button.TextContent.Contains("Choose from what it holds", StringComparison.Ordinal)).ClickAsync(new());
        Assert.Equal((new Place("vm", "sqlserver://sql1/"), true), (looked!.Place, looked.IsInstance));

        context.Api.Answer("GET", "status", """
            {"version":"1","pid":1,"dataDirectory":"/d","started":"2026-01-01T00:00:00Z","pool":{"id":"p","capacity":100,"free":50,"used":50,"packs":1,"chunks":1,"disks":1,"hasAllDisks":true},
            "vault":{"state":"notRegistered","name":null,"id":null,"serverId":null,"address":null,"reason":null,"recoveryPoints":0,"bytes":0},
            "agents":[{"id":"local","name":"vm","server":"vm","state":"connected","version":"1"}],"protectedInstances":0,"groups":0,"sources":0,"recoveryPoints":0,"runningJobs":0,"queuedJobs":0,
            "openAlerts":0,"alerts":{"critical":0,"warning":0,"informational":0}}
            """);
        context.Api.Answer("GET", "applications?instance=", """{"applications":[{"kind":"sqlServer","path":"sqlserver://sql1/Sales","name":"Sales","size":10,"parent":"sqlserver://sql1/","isContainer":false,"unprotectable":null,"source":null}]}""");
        var places = new MemberPlaces(context.Services.GetRequiredService<Session>().Api);
        await places.Refresh(CancellationToken.None);
        places.Name(looked.Place.Path, looked.Info.Name, looked.Info.Kind, null);
        places.Name(looked.Place.Path, looked.Info.Name, looked.Info.Kind, looked.Options);
        var host = Assert.Single(places.Named);
        Assert.Equal(("SQL1", true, true), (host.Name, host.CanOpen, host.IsLocal));
        Assert.Equal("sqlserver://sql1/Sales", Assert.Single(await places.Children(host, CancellationToken.None)).Path);
    }

    [Fact]
    public async Task Choose_FromAnInstanceWithOptions_AsksItByThemAndGivesThemToWhatItHolds()
    {
        await using var context = await Opened();
        context.Api.Answer("GET", "status", ApplicationGroupTests.Status).Answer("GET", "agents/local", "{}")
            .Answer("POST", "applications/discover", ApplicationGroupTests.Inside);
        var options = new Dictionary<string, string> { ["trustServerCertificate"] = "true" };
        var draft = new GroupDraft { Name = "Databases" };
        var places = new MemberPlaces(context.Services.GetRequiredService<Session>().Api);
        await places.Refresh(CancellationToken.None);
        places.Name("sqlserver://sql1/", "SQL1", "sqlServer", options);
        var step = context.Render<MembersStep>(parameters => parameters.Add(part => part.Draft, draft).Add(part => part.Places, places));
        await step.FindAll(".tree-arrow").Last().ClickAsync(new());
        step.WaitForAssertion(() => Assert.Equal(4, step.FindAll("[role=treeitem]").Count));
        Assert.Contains(context.Api.Asked, line => line.StartsWith("POST applications/discover", StringComparison.Ordinal) && line.Contains("trustServerCertificate", StringComparison.Ordinal));
        await step.FindAll(".tree-box")[^2].ClickAsync(new());
        step.WaitForAssertion(() => Assert.Contains(context.Api.Asked, line => line.StartsWith("POST applications/describe", StringComparison.Ordinal) && line.Contains("trustServerCertificate", StringComparison.Ordinal)));
        var request = Assert.Single(MemberRequests.Of(draft));
        Assert.Equal("sqlserver://sql1/Sales", Assert.Single(request.Paths));
        Assert.Equal(options, request.Options);
    }

    private static async Task Fill(IRenderedComponent<AddApplication> form)
    {
        await form.WaitForElement("input[placeholder]").InputAsync(new() { Value = " postgresql://db1 " });
        await form.FindAll("input")[1].InputAsync(new() { Value = "backup" });
        await form.Find("input[type=password]").InputAsync(new() { Value = Secret });
    }

    private static IRenderedComponent<AddApplication> Render(ConsoleContext context, Action<AddedApplication> added) =>
        context.Render<AddApplication>(parameters => parameters.Add(part => part.Server, "vm").Add(part => part.Added, added));

    private static async Task<ConsoleContext> Opened()
    {
        var context = await new ConsoleContext().Open();
        context.Api.Answer("GET", "workloads", Answers.Workloads).Answer("POST", "applications/describe", Answers.Described)
            .Answer("PUT", "credentials", """{"target":"postgresql://db1","user":"backup","changed":"2026-11-23T12:00:00Z"}""");
        return context;
    }
}
