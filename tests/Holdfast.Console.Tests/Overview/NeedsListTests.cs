using Bunit;
using Holdfast.Console.Pages.Overview;
using Holdfast.Console.Tests.Serving;
using Holdfast.Contracts.Api.Insight;

namespace Holdfast.Console.Tests.Overview;

public sealed class NeedsListTests
{
    private const string Planted = "<img src=x onerror=alert(1)>";

    private static readonly NeedsAttention check =
        new("s1", "s1", "Payroll", "The replica is inconsistent", $"The last job of {Planted} failed.", NeededActions.Check, "a/1", Figures.Noon) { Severity = "critical", Server = Planted };

    [Fact]
    public async Task Render_TextFromOutside_IsInert()
    {
        await using var context = await new ConsoleContext().Open();
        var list = context.Render<NeedsList>(parameters => parameters.Add(part => part.Needs, [check]).Add(part => part.Total, 1));
        Assert.Empty(list.FindAll("img"));
        Assert.Contains(Planted, list.Find("li").TextContent, StringComparison.Ordinal);
        Assert.Equal("/monitoring/alerts/a%2F1", list.Find("a.button").GetAttribute("href"));
    }

    [Fact]
    public async Task Check_Clicked_StartsTheJobOfThatSource()
    {
        await using var context = await new ConsoleContext("operator").Open();
        context.Api.Answer("POST", "check", """{"jobs":[]}""");
        var list = context.Render<NeedsList>(parameters => parameters.Add(part => part.Needs, [check]).Add(part => part.Total, 1));
        await list.Find("button.primary").ClickAsync(new());
        Assert.Contains(context.Api.Asked, request => request.StartsWith("POST check", StringComparison.Ordinal) && request.Contains("\"source\":\"s1\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Render_Reader_SeesNoButtonThatDoesSomething()
    {
        await using var context = await new ConsoleContext("reader").Open();
        var list = context.Render<NeedsList>(parameters => parameters.Add(part => part.Needs, [check]).Add(part => part.Total, 1));
        Assert.Empty(list.FindAll("button"));
        Assert.Single(list.FindAll("a.button"));
    }
}
