using Holdfast.Browser.Tests.Browsing;
using Holdfast.Browser.Tests.SettingUp;
using Holdfast.Testing.Postgres;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Databases;

public sealed class ClusterTests(Chromium chromium)
{
    [Fact]
    public async Task Wizard_ClusterByItsAddress_IsProtectedAndItsMomentsCanBeRecovered()
    {
        Assert.SkipWhen(PostgresPrograms.Debian.Missing is not null, PostgresPrograms.Debian.Missing ?? "");
        var page = await chromium.NewPage();
        using var cluster = PostgresServer.Make(PostgresPrograms.Debian);
        using var server = new ConsoleServer();
        cluster.Sql("CREATE TABLE orders AS SELECT generate_series(1, 1000) AS id");
        var address = $"postgresql://127.0.0.1:{cluster.Port}";
        await server.SignInByLink(page, "/protection/new");
        await page.On("Name and type");
        await page.GetByLabel("Name of the group").FillAsync("Databases");
        await page.Next("Members");
        await Add(page, address);
        foreach (var step in (string[])["Exclusions", "Method", "Short-term goals"]) await page.Next(step);
        await Expect(page.GetByText("Any second within the last 14 days can be recovered")).ToBeVisibleAsync();
        foreach (var step in (string[])["Storage", "First copy", "Consistency check"]) await page.Next(step);
        await Expect(page.GetByLabel("Restore drills by schedule")).ToBeCheckedAsync();
        foreach (var step in (string[])["Online data", "Online schedule and retention", "Options", "Summary"]) await page.Next(step);
        await page.Button("Create the group").ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("Databases");
        Assert.DoesNotContain(PostgresServer.Password, await page.ContentAsync(), StringComparison.Ordinal);
        server.Installation.Settled();
        var point = Assert.Single(server.Installation.Points());
        Assert.Equal("full", point.Type);
        cluster.Sql("INSERT INTO orders SELECT generate_series(1001, 2000)");

        await page.Show($"{server.Address}/recovery/{point.Source}");
        await Expect(page.Locator("#moment-verdict")).ToContainTextAsync("can be recovered");
        await Expect(page.GetByText("Following", new() { Exact = true })).ToBeVisibleAsync();
        await page.Link("Recover to this moment …").ClickAsync();
        await page.On("What");
        await page.Next("Destination");
        await page.GetByLabel("To a folder on this Holdfast server").CheckAsync();
        await page.GetByPlaceholder("/srv/recovered").FillAsync(server.Installation.NewFolder());
        await page.Next("Options");
        await page.Next("Summary");
        await Expect(page.Locator(".plan-steps li").First).ToBeVisibleAsync();
        await page.Button("Recover").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Recovery from");
        server.Installation.Settled();
        await Expect(page.Locator(".run-state")).ToContainTextAsync("Succeeded", new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task Wizard_WrongPassword_IsRefusedBeforeAnythingIsMade()
    {
        Assert.SkipWhen(PostgresPrograms.Debian.Missing is not null, PostgresPrograms.Debian.Missing ?? "");
        var page = await chromium.NewPage();
        using var cluster = PostgresServer.Make(PostgresPrograms.Debian);
        using var server = new ConsoleServer();
        await server.SignInByLink(page, "/protection/new");
        await page.On("Name and type");
        await page.Next("Members");
        await Fill(page, $"postgresql://127.0.0.1:{cluster.Port}", "not-the-password");
        await Expect(page.Locator(".add-application [role=alert]")).ToBeVisibleAsync();
        await Expect(page.Button("Add to the group")).ToHaveCountAsync(0);
        Assert.DoesNotContain("not-the-password", await page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    private static async Task Add(IPage page, string address)
    {
        await Fill(page, address, PostgresServer.Password);
        var form = page.Locator(".add-application");
        await Expect(form.GetByText("Possible backups")).ToBeVisibleAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Add to the group" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Chosen" })).ToContainTextAsync(address);
    }

    private static async Task Fill(IPage page, string address, string password)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a database or machine by its address …" }).ClickAsync();
        var form = page.Locator(".add-application");
        await form.GetByRole(AriaRole.Combobox, new() { Name = "Kind" }).SelectOptionAsync("postgresql");
        await form.GetByLabel("Address").FillAsync(address);
        await form.GetByLabel("Account").FillAsync(PostgresServer.User);
        await form.GetByLabel("Password").FillAsync(password);
        await form.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
    }
}
