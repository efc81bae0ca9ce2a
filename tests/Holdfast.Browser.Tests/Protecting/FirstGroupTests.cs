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

    // Down from the root as somebody would who looks for the folder.
    private static async Task Check(IPage page, string folder)
    {
        var tree = page.GetByRole(AriaRole.Tree, new() { Name = "Servers and folders" });
        var at = tree.GetByRole(AriaRole.Treeitem).First;
        await Open(at);
        foreach (var name in (string[])["/", .. folder.Split('/', StringSplitOptions.RemoveEmptyEntries)])
        {
            at = at.GetByRole(AriaRole.Treeitem, new() { Name = name, Exact = true }).First;
            if (!folder.EndsWith('/' + name, StringComparison.Ordinal)) await Open(at);
        }
        await at.Locator(".tree-box").First.ClickAsync();
        await Expect(at).ToHaveAttributeAsync("aria-checked", "true");
    }

    private static async Task Open(ILocator item)
    {
        await item.Locator(".tree-arrow").First.ClickAsync();
        await Expect(item).ToHaveAttributeAsync("aria-expanded", "true");
    }
}
