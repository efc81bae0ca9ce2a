using Holdfast.Browser.Tests.Browsing;
using Holdfast.Browser.Tests.SettingUp;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Protecting;

public sealed class FirstGroupTests(Chromium chromium)
{
    [Fact]
    public async Task Wizard_FolderOfTheTree_IsProtectedAndTheOverviewSaysSo()
    {
        var page = await chromium.NewPage();
        using var server = new ConsoleServer();
        var folder = server.Folder("letters", ("2026/offer.txt", "an offer"));
        await server.SignInByLink(page);
        await Expect(page.Heading()).ToHaveTextAsync("Nothing is protected yet.");
        await page.Link("Protection").ClickAsync();
        await page.Link("Make the first group").ClickAsync();
        await page.On("Name and type");
        await page.GetByLabel("Name of the group").FillAsync("Letters");
        await page.Next("Members");
        await Check(page, folder);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Chosen" })).ToContainTextAsync(folder);
        foreach (var step in (string[])["Exclusions", "Method", "Short-term goals", "Storage", "First copy", "Consistency check", "Online data", "Online schedule and retention", "Options", "Summary"]) await page.Next(step);
        // What was drawn up is still there when the page is loaded again.
        await page.ReloadAsync();
        await page.On("Summary");
        await page.Button("Create the group").ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("Letters");
        await page.Link("Overview").ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("Your source is protected within its goals.", new() { Timeout = 60_000 });
        server.Installation.Settled();
        Assert.NotEmpty(server.Installation.Points());
        Assert.True(File.Exists(Path.Combine(server.Installation.Recover(folder), "2026", "offer.txt")));
    }

    [Fact]
    public async Task Wizard_NothingChosen_SaysWhatIsMissingAndStays()
    {
        var page = await chromium.NewPage();
        using var server = new ConsoleServer();
        await server.SignInByLink(page, "/protection/new");
        await page.On("Name and type");
        await page.Next("Members");
        await page.Button("Next").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.On("Members");
    }

    // A whole path finds the folder above; from there it goes by opening and checking.
    private static async Task Check(IPage page, string folder)
    {
        var tree = page.GetByRole(AriaRole.Tree, new() { Name = "Servers and folders" });
        await tree.GetByRole(AriaRole.Treeitem).First.WaitForAsync();
        await page.GetByLabel("Search, or type a path").FillAsync(Path.GetDirectoryName(folder)!);
        var above = tree.GetByRole(AriaRole.Treeitem, new() { Name = Path.GetDirectoryName(folder)!, Exact = true }).First;
        await Open(above);
        var at = above.GetByRole(AriaRole.Treeitem, new() { Name = Path.GetFileName(folder), Exact = true });
        await at.Locator(".tree-box").First.ClickAsync();
        await Expect(at).ToHaveAttributeAsync("aria-checked", "true");
    }

    private static async Task Open(ILocator item)
    {
        await item.Locator(".tree-arrow").First.ClickAsync();
        await Expect(item).ToHaveAttributeAsync("aria-expanded", "true");
    }
}
