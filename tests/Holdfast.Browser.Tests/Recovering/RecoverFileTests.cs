using System.Text.RegularExpressions;
using Holdfast.Browser.Tests.Browsing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Recovering;

public sealed class RecoverFileTests(Chromium chromium, LettersServer letters) : IClassFixture<LettersServer>
{
    [Fact]
    public async Task Browsing_DayTimeFolder_BringsTheOlderFileBackToAnotherFolder()
    {
        var page = await letters.Server.SignInByLink(await chromium.NewPage(), "/recovery");
        await page.Row("letters").First.ClickAsync();
        await page.GetByRole(AriaRole.Grid, new() { Name = "Days with recovery points" }).Locator("button:not([disabled])").First.ClickAsync();
        // A day leads to its newest point. Until it has, a click on another would be overtaken by it.
        await Expect(page).ToHaveURLAsync(new Regex("/recovery/[^/?]+/[^/?]+"));
        var times = page.GetByRole(AriaRole.Complementary, new() { Name = "Recovery points" }).GetByRole(AriaRole.Listitem).GetByRole(AriaRole.Link);
        await Expect(times).ToHaveCountAsync(2);
        await times.Last.ClickAsync();
        await Expect(times.Last).ToHaveAttributeAsync("aria-current", "true");
        await page.Row("orders").ClickAsync();
        await page.Row("offer.bin").ClickAsync();
        await page.Panel("offer.bin").GetByRole(AriaRole.Link, new() { Name = "Recover …" }).ClickAsync();
        Assert.Equal(letters.Old, await Recover(page));
    }

    [Fact]
    public async Task Search_PartOfTheName_BringsTheNewestFileBack()
    {
        var page = await letters.Server.SignInByLink(await chromium.NewPage(), "/recovery/search");
        await page.GetByLabel("Name of the file or folder").FillAsync("offer");
        await page.GetByRole(AriaRole.Search).GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Expect(page.Row("offer.bin")).ToHaveCountAsync(1);
        await page.Row("offer.bin").GetByRole(AriaRole.Link, new() { Name = "Recover …" }).ClickAsync();
        Assert.Equal(letters.New, await Recover(page));
    }

    [Fact]
    public async Task Download_OfAFile_GivesItsBytesAsAnAttachment()
    {
        var page = await letters.Server.SignInByLink(await chromium.NewPage(), "/recovery/search?text=offer.bin");
        var link = await page.Link("Download offer.bin").GetAttributeAsync("href");
        var answer = await page.Context.APIRequest.GetAsync(letters.Server.Address + link);
        Assert.Equal(200, answer.Status);
        Assert.Equal(letters.New, await answer.BodyAsync());
        Assert.StartsWith("attachment", answer.Headers["content-disposition"], StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers["x-content-type-options"]);
    }

    [Fact]
    public async Task Download_NotSignedIn_GivesNothing()
    {
        var page = await letters.Server.SignInByLink(await chromium.NewPage(), "/recovery/search?text=offer.bin");
        var link = await page.Link("Download offer.bin").GetAttributeAsync("href");
        var stranger = await chromium.NewPage();
        var answer = await stranger.Context.APIRequest.GetAsync(letters.Server.Address + link);
        Assert.DoesNotContain("content-disposition", answer.Headers.Keys);
        Assert.NotEqual(letters.New, await answer.BodyAsync());
    }

    // Through the wizard, to a folder of its own; what lies there then.
    private async Task<byte[]> Recover(IPage page)
    {
        var target = letters.Server.Installation.NewFolder();
        await page.Button("Next").ClickAsync();
        await page.GetByLabel("To a folder on this Holdfast server").CheckAsync();
        await page.Button("Next").ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Folder" }).FillAsync(target);
        await page.Button("Next").ClickAsync();
        await page.GetByText("Where an item exists already").WaitForAsync();
        await page.Button("Next").ClickAsync();
        await page.GetByText("What it will take").WaitForAsync();
        await page.Button("Recover").ClickAsync();
        await Expect(page.Heading()).ToContainTextAsync("Recovery from letters");
        await Expect(page.GetByRole(AriaRole.Main).GetByText("Succeeded", new() { Exact = true })).ToBeVisibleAsync();
        return await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(target, "*", SearchOption.AllDirectories)));
    }
}
