using Bunit;
using Holdfast.Console.Pages.Protection.Wizard;
using Holdfast.Console.Tests.Serving;
using Holdfast.Contracts.Api.Applications;

namespace Holdfast.Console.Tests.Applications;

public sealed class AddApplicationTests
{
    private const string Secret = "hunter2-of-<the>-database";

    [Fact]
    public async Task Check_WithAnAccount_KeepsItAsksAndShowsWhatWasSaid()
    {
        await using var context = await Opened();
        (Place Place, ApplicationInfo Info, bool IsInstance)? added = null;
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
        Assert.Equal(new Place("vm", "postgresql://db1:5432"), added!.Value.Place);
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
        context.Api.Answer("POST", "applications/describe", """{"kind":"sqlserver","path":"sqlserver://sql1/","name":"SQL1","version":"16.0","size":0,"types":[],"guarantee":"application","warnings":[]}""");
        (Place Place, ApplicationInfo Info, bool IsInstance)? added = null;
        var form = Render(context, one => added = one);
        await form.WaitForElement("select").ChangeAsync(new() { Value = "sqlserver" });
        await form.Find("input[placeholder]").InputAsync(new() { Value = "sqlserver://sql1/" });
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Contains("This is an instance", form.Markup, StringComparison.Ordinal));
        await form.FindAll("button").Single(button => button.TextContent.Contains("Add to the group", StringComparison.Ordinal)).ClickAsync(new());
        Assert.Equal((new Place("vm", "sqlserver://sql1/"), true), (added!.Value.Place, added.Value.IsInstance));
    }

    private static async Task Fill(IRenderedComponent<AddApplication> form)
    {
        await form.WaitForElement("input[placeholder]").InputAsync(new() { Value = " postgresql://db1 " });
        await form.FindAll("input")[1].InputAsync(new() { Value = "backup" });
        await form.Find("input[type=password]").InputAsync(new() { Value = Secret });
    }

    private static IRenderedComponent<AddApplication> Render(ConsoleContext context, Action<(Place, ApplicationInfo, bool)> added) =>
        context.Render<AddApplication>(parameters => parameters.Add(part => part.Server, "vm").Add(part => part.Added, added));

    private static async Task<ConsoleContext> Opened()
    {
        var context = await new ConsoleContext().Open();
        context.Api.Answer("GET", "workloads", Answers.Workloads).Answer("POST", "applications/describe", Answers.Described)
            .Answer("PUT", "credentials", """{"target":"postgresql://db1","user":"backup","changed":"2026-11-23T12:00:00Z"}""");
        return context;
    }
}
