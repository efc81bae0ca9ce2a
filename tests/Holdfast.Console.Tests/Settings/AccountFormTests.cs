using System.Text.Json;
using Bunit;
using Holdfast.Console.Pages.Settings;
using Holdfast.Console.Tests.Serving;
using Holdfast.Contracts.Api.Accounts;

namespace Holdfast.Console.Tests.Settings;

/// <summary>Accounts as an administrator makes them in the console: for people with a password here, and for those whom a directory or an OpenID provider vouches for.</summary>
public sealed class AccountFormTests
{
    [Theory]
    [InlineData("ldap:bert")]
    [InlineData("oidc:bert@example.org")]
    public async Task Save_PersonVouchedForElsewhere_IsLimitedToTheirMachineAndHasNoPassword(string name)
    {
        await using var context = await Opened();
        var form = context.Render<AccountForm>();
        form.WaitForAssertion(() => Assert.Equal(2, form.FindAll("input[type=checkbox]").Count));
        Assert.NotEmpty(form.FindAll("input[type=password]"));

        await form.Find("input[autocomplete=off]").InputAsync(new() { Value = name });
        Assert.Empty(form.FindAll("input[type=password]"));
        await form.FindAll("input[type=radio]")[2].ChangeAsync(new() { Value = true });
        await form.FindAll("label.check").Single(label => label.TextContent.Contains("berts-laptop", StringComparison.Ordinal)).QuerySelector("input")!.ChangeAsync(new() { Value = true });
        Assert.False(form.Find("button[type=submit]").HasAttribute("disabled"));
        await form.Find("form").SubmitAsync();

        var sent = Assert.Single(context.Api.Asked, line => line.StartsWith("POST accounts ", StringComparison.Ordinal))["POST accounts ".Length..];
        var request = JsonSerializer.Deserialize(sent, AccountJson.Default.CreateAccountRequest)!;
        Assert.Equal((name, "recoveryOperator", null, "berts-laptop"), (request.Name, request.Role, request.Password, Assert.Single(request.Servers!)));
        Assert.Empty(request.Groups!);
    }

    /// <summary>Whoever leaves the prefix out makes an account of this server, which opens with a password of its own.</summary>
    [Fact]
    public async Task Save_PlainName_NeedsAPassword()
    {
        await using var context = await Opened();
        var form = context.Render<AccountForm>();
        await form.WaitForElement("input[autocomplete=off]").InputAsync(new() { Value = "bert" });
        Assert.True(form.Find("button[type=submit]").HasAttribute("disabled"));
        await form.Find("input[type=password]").InputAsync(new() { Value = "correct horse battery" });
        Assert.False(form.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Render_PersonVouchedForElsewhere_HasNoPasswordToSet()
    {
        await using var context = await Opened();
        var bert = new AccountInfo("a1", "ldap:bert", "recoveryOperator", ["berts-laptop"], [], false, 0, DateTimeOffset.UnixEpoch, null);
        var form = context.Render<AccountForm>(parameters => parameters.Add(one => one.Account, bert).Add(one => one.Taken, [bert]));
        form.WaitForAssertion(() => Assert.Contains(form.FindAll("input[type=checkbox]"), box => box.HasAttribute("checked")));
        Assert.Empty(form.FindAll("input[type=password]"));
    }

    private static async Task<ConsoleContext> Opened()
    {
        var context = await new ConsoleContext().Open();
        context.Api.Answer("GET", "sources/page", """{"total":2,"offset":0,"sources":[],"facets":{"servers":[{"value":"fs1","count":1},{"value":"berts-laptop","count":1}],"groups":[],"states":[]}}""")
            .Answer("GET", "overview/groups", """{"total":0,"offset":0,"groups":[]}""")
            .Answer("POST", "accounts", """{"id":"a1","name":"x","role":"recoveryOperator","servers":["berts-laptop"],"groups":[],"secondFactor":false,"recoveryCodes":0,"created":"2026-11-23T12:00:00Z"}""");
        return context;
    }
}
