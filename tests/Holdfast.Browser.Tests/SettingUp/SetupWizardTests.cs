using Holdfast.Browser.Tests.Browsing;
using Microsoft.Playwright;

namespace Holdfast.Browser.Tests.SettingUp;

public sealed class SetupWizardTests(Chromium chromium)
{
    [Fact]
    public async Task Wizard_FromTheFirstPageToTheLast_LeavesAServerWithAnAdministratorWhoHasASecondFactor()
    {
        var page = await chromium.NewPage();
        using var server = new SetupServer();
        await server.SignIn(page);
        await page.GoToSecurity();
        await page.NameAdministrator();
        var secret = await page.TakeSecondFactor();
        await page.Next("Updates");
        await page.Next("Summary");
        Assert.Contains("with a second factor", await page.InnerTextAsync(".wizard-step"), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Install", Exact = true }).ClickAsync();

        // The codes stay in sight until one goes on, also when the setup behind the page has ended.
        var goOn = page.GetByRole(AriaRole.Link, new() { Name = "I have kept them: sign in" });
        await goOn.WaitForAsync(new() { Timeout = 120_000 });
        Assert.True(server.HasServer);
        var codes = (await page.InnerTextAsync("[data-kept]")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(10, codes.Length);
        await goOn.ClickAsync();

        await SignIn(page, SetupSteps.Code(secret, stepsAhead: 1));
        await page.On("Vault");
        await page.IsAt("/setup/vault");
        await page.GetByText("You can keep the embedded vault for now").WaitForAsync();
        await page.Next("Passphrase");
        await SavePassphrase(page, await File.ReadAllTextAsync(Path.Combine(server.Data, "secrets", "passphrase.txt")));
        await page.Next("Disks");
        await page.GetByLabel("Folder to add").FillAsync(Directory.CreateDirectory(server.Pool).FullName);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await page.Locator(".checks code", new() { HasTextString = server.Pool }).First.WaitForAsync();
        await page.Next("Finish");
        await page.GetByRole(AriaRole.Button, new() { Name = "Protect your first data" }).ClickAsync();
        await page.IsAt("/protection/new");

        // Afterwards: by the form, with a recovery code in the place of the authenticator's.
        var later = await chromium.NewPage();
        await later.GotoAsync(server.Address + "/setup");
        await SignIn(later, codes[0].Trim());
        await later.On("Finish");
    }

    [Fact]
    public async Task Wizard_LeftInTheMiddleAndStartedAgain_GoesOnWhereItWasWithTheAnswers()
    {
        var page = await chromium.NewPage();
        using var server = new SetupServer();
        await server.SignIn(page);
        await page.GoToSecurity();
        await page.NameAdministrator();
        await page.Next("Updates");
        await page.GetByLabel("Write down that I want to hear of new versions").CheckAsync();
        await page.Next("Summary");
        Assert.False(Directory.Exists(Path.Combine(server.Data, "pool")));

        server.Restart();
        var again = await chromium.NewPage();
        await server.SignIn(again);
        await again.On("Security");
        Assert.Equal(SetupServer.Administrator, await again.GetByLabel("Administrator").InputValueAsync());
        Assert.DoesNotContain(SetupServer.Password, await File.ReadAllTextAsync(Path.Combine(server.Data, "setup.json")), StringComparison.Ordinal);
        // What comes after needs the password, which is kept nowhere.
        await again.GotoAsync(server.Address + "/setup/summary");
        await again.On("Security");
        await again.NameAdministrator();
        await again.Next("Updates");
        Assert.True(await again.GetByLabel("Write down that I want to hear of new versions").IsCheckedAsync());
        await again.Next("Summary");
        await again.GetByRole(AriaRole.Button, new() { Name = "Install", Exact = true }).ClickAsync();
        await again.IsAt("/signin?return=%2Fsetup%2Fvault", timeout: 120_000);
        await SignIn(again, null);
        await again.On("Vault");
    }

    [Fact]
    public async Task Checks_OneFails_ShowItsRemedyAndKeepOneFromGoingOnUntilItIsMended()
    {
        var page = await chromium.NewPage();
        using var server = new SetupServer();
        await server.SignIn(page);
        await page.Next("Prerequisites");
        await page.Locator("[data-check=network].passed").WaitForAsync();
        await page.GetByText("This computer reaches the network through a proxy").ClickAsync();
        // Nobody listens there.
        await page.GetByLabel("Address of the proxy").FillAsync("http://127.0.0.1:1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check again" }).ClickAsync();
        var failed = page.Locator("[data-check=network].failed");
        await failed.WaitForAsync();
        Assert.Contains("What helps:", await failed.InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Next", Exact = true }).ClickAsync();
        await page.GetByText("One check failed.").WaitForAsync();
        await page.IsAt("/setup/checks");

        await page.GetByLabel("Address of the proxy").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check again" }).ClickAsync();
        await page.Locator("[data-check=network].passed").WaitForAsync();
        await page.Next("Catalog");
    }

    [Fact]
    public async Task Pages_OtherThanTheSetups_LeadToItAndNobodyIsLetInWithoutTheLink()
    {
        var page = await chromium.NewPage();
        using var server = new SetupServer();
        await page.GotoAsync(server.Address + "/protection");
        await page.IsAt("/signin?return=%2Fsetup");
        await server.SignIn(page);
        await page.GotoAsync(server.Address + "/protection");
        await page.On("Welcome");
        var stranger = await chromium.NewPage();
        await stranger.GotoAsync(server.Link);
        await stranger.ClickAsync("button[type=submit]");
        await stranger.Locator("[role=alert]").WaitForAsync();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Pages_OfTheWizard_HaveNoSeriousFinding(bool isDark, bool isNarrow)
    {
        var page = await chromium.NewPage(isDark, isNarrow);
        using var server = new SetupServer();
        await server.SignIn(page);
        await Clean(page);
        await page.Next("Prerequisites");
        await page.Locator("[data-check=memory]").WaitForAsync();
        await Clean(page);
        await page.Next("Catalog");
        await page.GetByLabel("PostgreSQL").CheckAsync();
        await Clean(page);
        await page.Locator(".choice input").First.CheckAsync();
        await page.Next("Locations");
        await Clean(page);
        await page.Next("Security");
        await page.NameAdministrator();
        await page.GetByLabel("Ask for a code of an authenticator app").ClickAsync();
        await page.Locator("svg.qr").WaitForAsync();
        await Clean(page);
        await page.GetByLabel("Ask for a code of an authenticator app").ClickAsync();
        await page.Next("Updates");
        await Clean(page);
        await page.Next("Summary");
        await Clean(page);
    }

    private static async Task Clean(IPage page)
    {
        Assert.Empty((await page.Findings()).Select(finding => $"{page.Url} {finding}"));
    }

    private static async Task SignIn(IPage page, string? code)
    {
        await page.WaitForSelectorAsync("input[name='Form.Name']");
        await page.FillAsync("input[name='Form.Name']", SetupServer.Administrator);
        await page.FillAsync("input[name='Form.Password']", SetupServer.Password);
        await page.ClickAsync("button[type=submit]");
        if (code is null) return;
        await page.WaitForSelectorAsync("input[name='Form.Code']");
        await page.FillAsync("input[name='Form.Name']", SetupServer.Administrator);
        await page.FillAsync("input[name='Form.Password']", SetupServer.Password);
        await page.FillAsync("input[name='Form.Code']", code);
        await page.ClickAsync("button[type=submit]");
    }

    private static async Task SavePassphrase(IPage page, string kept)
    {
        var shown = await page.InnerTextAsync("[data-passphrase]");
        Assert.Equal(kept.Trim(), shown.Trim());
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save as a file" }).ClickAsync());
        Assert.Equal(shown.Trim(), (await File.ReadAllTextAsync(await download.PathAsync())).Trim());
        await page.GetByRole(AriaRole.Button, new() { Name = "Next", Exact = true }).ClickAsync();
        await page.GetByText("Save the passphrase and confirm it first").WaitForAsync();
        await page.GetByLabel("I have saved the passphrase").CheckAsync();
        await page.GetByLabel("Its last four characters").FillAsync("....");
        await page.GetByText("These are not its last four characters.").WaitForAsync();
        Assert.True(await page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).IsDisabledAsync());
        await page.GetByLabel("Its last four characters").FillAsync(shown.Trim()[^4..]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await page.GetByText("It was confirmed that the passphrase is kept elsewhere.").WaitForAsync();
    }
}
