using Bunit;
using Holdfast.Console.Live;
using Holdfast.Console.Pages.Recovery;
using Holdfast.Console.Tests.Serving;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Console.Tests.Recovery;

public sealed class ExportsPageTests
{
    private const string Export = """
        {"id":"e1","sourceId":"s1","sourceName":"web1","recoveryPoint":"p1","pointCreated":"2026-11-23T10:00:00Z","online":false,"externalServer":null,"disk":"disks/<b>sda","bytes":1073741824,
        "listen":"loopback","address":"127.0.0.1:4711","uri":null,"account":"anna","started":"2026-11-23T11:00:00Z","ends":"2026-11-23T23:00:00Z","clients":2,"bytesRead":4096}
        """;

    [Fact]
    public async Task Render_Exports_AreShownInert()
    {
        await using var context = await Opened("recoveryOperator", Export);
        var page = context.Render<ExportsPage>();
        var row = page.WaitForElement("tr[data-row]");
        Assert.Empty(page.FindAll("b"));
        foreach (var text in (string[])["disks/<b>sda", "web1", "1.0 GiB", "127.0.0.1:4711", "anna"]) Assert.Contains(text, row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_Export_AsksFirst_AndTellsOfItsClients()
    {
        await using var context = await Opened("administrator", Export);
        LossQuestion? question = null;
        context.Services.GetRequiredService<Confirmations>().Asked += asked => question = asked;
        var page = context.Render<ExportsPage>();
        _ = page.WaitForElement("tr[data-row] button").ClickAsync(new());
        page.WaitForAssertion(() => Assert.NotNull(question));
        Assert.Contains("2 clients", question!.Losses[0], StringComparison.Ordinal);
        Assert.DoesNotContain(context.Api.Asked, line => line.StartsWith("DELETE", StringComparison.Ordinal));
        await question.Act(new GivenCodes(null, null));
        Assert.Contains("DELETE exports/e1", context.Api.Asked);
    }

    [Fact]
    public async Task Render_Nothing_SaysWhatToDo_AndReadersAreNotAsked()
    {
        await using (var context = await Opened("administrator", ""))
        {
            var page = context.Render<ExportsPage>();
            page.WaitForAssertion(() => Assert.Contains("No disk is given out", page.Markup, StringComparison.Ordinal));
        }
        await using var reading = await Opened("reader", Export);
        reading.Render<ExportsPage>().WaitForElement(".empty");
        Assert.DoesNotContain(reading.Api.Asked, line => line.StartsWith("GET exports", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GiveOut_Loopback_ShowsTheSecretOnce()
    {
        await using var context = await Opened("administrator", "");
        const string Uri = "nbd://127.0.0.1:4711/00112233445566778899aabbccddeeff";
        context.Api.Answer("POST", "exports", $$"""{"export":{{Export}},"name":"00112233445566778899aabbccddeeff","uri":"{{Uri}}","authority":null}""");
        var part = context.Render<GiveOut>(parameters => parameters.Add(one => one.Source, "s1").Add(one => one.Point, "p1").Add(one => one.Disk, "disks/sda"));
        await part.Find("button").ClickAsync(new());
        await part.FindAll("input[type=radio]")[1].ChangeAsync(new() { Value = "loopback" });
        await part.Find("form").SubmitAsync();
        part.WaitForAssertion(() => Assert.Contains(Uri, part.Find(".copy-line code").TextContent, StringComparison.Ordinal));
        var sent = Assert.Single(context.Api.Asked, line => line.StartsWith("POST exports", StringComparison.Ordinal));
        Assert.Contains("\"disk\":\"disks/sda\",\"listen\":\"loopback\"", sent, StringComparison.Ordinal);
        await part.Find("button.primary").ClickAsync(new());
        Assert.DoesNotContain("00112233445566778899aabbccddeeff", part.Markup, StringComparison.Ordinal);
    }

    private static async Task<ConsoleContext> Opened(string role, string export)
    {
        var context = await new ConsoleContext(role).Open();
        context.Api.Answer("GET", "exports", $$"""{"exports":[{{export}}]}""").Answer("DELETE", "exports/e1", Export);
        return context;
    }
}
