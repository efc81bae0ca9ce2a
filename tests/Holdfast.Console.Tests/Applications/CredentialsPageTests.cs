using Bunit;
using Holdfast.Console.Live;
using Holdfast.Console.Pages.Settings;
using Holdfast.Console.Tests.Serving;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Console.Tests.Applications;

public sealed class CredentialsPageTests
{
    private const string Kept = """{"credentials":[{"target":"postgresql://db1","user":"<b>backup","changed":"2026-11-23T12:00:00Z"}]}""";

    [Fact]
    public async Task Save_Account_IsSentOnceAndForgottenHere()
    {
        await using var context = await Opened("administrator");
        var page = context.Render<CredentialsPage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("tr[data-row]")));
        Assert.Empty(page.FindAll("b"));
        await page.Find("input[placeholder]").InputAsync(new() { Value = "postgresql://db2" });
        await page.FindAll("form input")[1].InputAsync(new() { Value = "replicator" });
        await page.Find("input[type=password]").InputAsync(new() { Value = "hunter2" });
        await page.Find("form").SubmitAsync();
        Assert.Contains(context.Api.Asked, line => line.StartsWith("PUT credentials", StringComparison.Ordinal) && line.Contains("hunter2", StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.True(string.IsNullOrEmpty(page.Find("input[type=password]").GetAttribute("value"))));
        Assert.DoesNotContain("hunter2", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_Account_AsksFirst()
    {
        await using var context = await Opened("administrator");
        LossQuestion? question = null;
        context.Services.GetRequiredService<Confirmations>().Asked += asked => question = asked;
        var page = context.Render<CredentialsPage>();
        _ = page.WaitForElement("tr[data-row] button").ClickAsync(new());
        page.WaitForAssertion(() => Assert.NotNull(question));
        Assert.DoesNotContain(context.Api.Asked, line => line.StartsWith("DELETE", StringComparison.Ordinal));
        await question!.Act(new GivenCodes(null, null));
        Assert.Contains("DELETE credentials?target=postgresql%3A%2F%2Fdb1", context.Api.Asked);
    }

    [Fact]
    public async Task Render_Operator_AsksForNothing()
    {
        await using var context = await Opened("operator");
        var page = context.Render<CredentialsPage>();
        page.WaitForAssertion(() => Assert.Contains("Only administrators see credentials", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(context.Api.Asked, line => line.StartsWith("GET credentials", StringComparison.Ordinal));
    }

    private static async Task<ConsoleContext> Opened(string role)
    {
        var context = await new ConsoleContext(role).Open();
        context.Api.Answer("GET", "credentials", Kept).Answer("PUT", "credentials", """{"target":"postgresql://db2","user":"replicator","changed":"2026-11-23T12:00:00Z"}""").Answer("DELETE", "credentials", """{"done":true}""");
        return context;
    }
}
