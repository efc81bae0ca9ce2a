using System.Text.RegularExpressions;
using Holdfast.Browser.Tests.Browsing;
using Holdfast.EndToEnd.Tests.Running;
using Microsoft.Playwright;

namespace Holdfast.Browser.Tests.Portal;

/// <summary>The vault's portal in a browser: from no vault at all to one that a server backs up to, deletes from, and is brought back.</summary>
public sealed class PortalTests(Chromium chromium)
{
    private const string Vault = "Depot";

    [Fact]
    public async Task Vault_FromFirstPageToDeprovisioning_IsRunByItsOwnerAlone()
    {
        var page = await chromium.NewPage(takesAnyCertificate: true);
        using var server = new ConsoleServer();
        var installation = server.Installation;
        using var service = new VaultService(installation.Root, hasVault: false);
        var address = await SignIn(page, service);

        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "New vault" }).First.ClickAsync();
        await page.FillAsync("input[name=name]", Vault);
        await page.FillAsync("input[name=redundancy]", "RAID 6");
        await page.PressAsync("input[name=redundancy]", "Tab"); // a list of suggestions that comes up late takes the next click for itself
        await page.GetByRole(AriaRole.Button, new() { Name = "Create vault" }).ClickAsync();
        await page.IsAt($"{address}/portal/vaults/{Vault}");

        Register(installation, await Download(page, installation.InRoot("depot.vaultcredentials")));
        var source = server.Folder("papers", ("letter.txt", "Dear reader"));
        installation.Done("protect", source, "--online");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=quick-start] .state.ok")).ToHaveCountAsync(4);

        // The owner makes a PIN and tells it to whoever runs the server, who deletes a point with it.
        var point = installation.Points(online: true).Single().Id;
        installation.Do("recovery-point", "delete", point, "--online", "--vault-pin", await Pin(page));
        var pin = await Pin(page);
        await page.GotoAsync($"{address}/portal/deleted?vault={Vault}");
        await page.WaitForSelectorAsync("tr[data-row]");
        Assert.Contains("Recovery point", await page.InnerTextAsync("table[role=grid]"), StringComparison.Ordinal);
        foreach (var box in await page.Locator("tr[data-row] input[type=checkbox]").AllAsync()) await box.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring back", Exact = true }).ClickAsync();
        await page.FillAsync("input[name=pin]", "000000" == pin ? "000001" : "000000");
        await page.Locator(".modal button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator(".modal [role=alert]")).ToContainTextAsync("PIN was not accepted");
        await page.FillAsync("input[name=pin]", pin);
        await page.Locator(".modal button[type=submit]").ClickAsync();
        await Assertions.Expect(page.GetByText("Nothing is deleted")).ToBeVisibleAsync();

        await page.GotoAsync($"{address}/portal/vaults/{Vault}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Deprovision" }).ClickAsync();
        var act = page.Locator(".modal button[type=submit]");
        await Assertions.Expect(act).ToBeDisabledAsync();
        Assert.Contains("All recovery points of its servers", await page.InnerTextAsync(".losses"), StringComparison.Ordinal);
        await page.FillAsync(".modal input", Vault);
        await act.ClickAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=vault-state] .state")).ToHaveTextAsync("Deprovisioned");
        Assert.Equal("deprovisioned", service.Do("vault", "show", Vault).Json.GetProperty("vault").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Administrator_MadeInThePortalWithASecondFactor_SignsInWithIt()
    {
        var page = await chromium.NewPage(takesAnyCertificate: true);
        var root = Directory.CreateTempSubdirectory("holdfast-portal-").FullName;
        using var service = new VaultService(root);
        var address = await SignIn(page, service);
        await page.GotoAsync(address + "/portal/administrators");
        await page.GetByRole(AriaRole.Button, new() { Name = "New administrator" }).First.ClickAsync();
        await page.FillAsync("input[name=name]", "ada");
        await page.FillAsync("input[name=password]", ConsoleServer.Password);
        await page.FillAsync("input[name=repeated]", ConsoleServer.Password);
        await page.Locator(".modal button[type=submit]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up second factor" }).ClickAsync();
        await Assertions.Expect(page.Locator("svg.qr")).ToBeVisibleAsync();
        Assert.Matches(new Regex("^[A-Z2-7]{32}$"), (await page.InnerTextAsync(".portal-code code")).Trim());

        var other = await chromium.NewPage(takesAnyCertificate: true);
        await other.GotoAsync(address + "/portal/audit");
        await other.FillAsync("input[name='Form.Name']", "ada");
        await other.FillAsync("input[name='Form.Password']", ConsoleServer.Password);
        await other.ClickAsync("button[type=submit]");
        await other.WaitForSelectorAsync("tr[data-row]");
        await other.IsAt("/portal/audit");
        Assert.Contains("create administrator", await other.InnerTextAsync("table[role=grid]"), StringComparison.Ordinal);
        Tool.Run("rm", "-rf", root);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Pages_All_AreReadableByEverybody(bool isDark, bool isNarrow)
    {
        var page = await chromium.NewPage(isDark, isNarrow, takesAnyCertificate: true);
        var root = Directory.CreateTempSubdirectory("holdfast-portal-").FullName;
        using var service = new VaultService(root);
        List<string> complaints = [];
        page.Console += (_, message) =>
        {
            if (message.Type == "error") complaints.Add(message.Text);
        };
        var address = await SignIn(page, service);
        foreach (var path in new[] { "/portal", $"/portal/vaults/{VaultService.Name}", "/portal/new", "/portal/servers", "/portal/usage", "/portal/deleted", "/portal/audit", "/portal/administrators" })
        {
            await page.GotoAsync(address + path);
            await page.WaitForSelectorAsync("main h1");
            await page.WaitForFunctionAsync("() => ![...document.querySelectorAll('main [role=status]')].some(element => element.textContent.includes('…'))");
            Assert.Empty((await page.Findings()).Select(finding => $"{path} {finding}"));
            var wide = await page.EvaluateAsync<string?>(
                "() => document.documentElement.scrollWidth <= window.innerWidth ? null : [...document.querySelectorAll('main *')].filter(one => one.getBoundingClientRect().right > window.innerWidth + 1).slice(-3).map(one => one.outerHTML.slice(0, 160)).join(' | ')");
            Assert.True(wide is null, $"{path} is wider than the window: {wide}");
        }
        Assert.Empty(complaints);
        Tool.Run("rm", "-rf", root);
    }

    [Fact]
    public async Task Console_OfAServer_HasNoPageOfThePortal()
    {
        var page = await chromium.NewPage();
        using var server = new ConsoleServer();
        await server.SignInByLink(page);
        foreach (var path in new[] { "/portal", "/portal/administrators" })
        {
            var answer = await page.GotoAsync(server.Address + path);
            Assert.Equal(404, answer!.Status);
            Assert.Contains("There is nothing at", await page.InnerTextAsync("body"), StringComparison.Ordinal);
        }
    }

    private static async Task<string> SignIn(IPage page, VaultService service)
    {
        var link = service.Run("vault", "console").Expect(0).Output.Trim();
        await page.GotoAsync(link);
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync("nav.side", new() { State = WaitForSelectorState.Attached });
        return new Uri(link).GetLeftPart(UriPartial.Authority);
    }

    private static async Task<string> Download(IPage page, string file)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download credentials" }).ClickAsync());
        Assert.Equal(Vault + ".vaultcredentials", download.SuggestedFilename);
        await download.SaveAsAsync(file);
        return file;
    }

    private static void Register(Installation installation, string credentials)
    {
        var passphrase = installation.InRoot("passphrase");
        File.WriteAllText(passphrase, "a passphrase that is long enough\n");
        installation.Do("vault", "register", credentials, "--passphrase-file", passphrase);
    }

    private static async Task<string> Pin(IPage page)
    {
        var hide = page.GetByRole(AriaRole.Button, new() { Name = "Hide" });
        if (await hide.IsVisibleAsync()) await hide.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a PIN" }).ClickAsync();
        return (await page.InnerTextAsync(".portal-pin")).Trim();
    }

}
