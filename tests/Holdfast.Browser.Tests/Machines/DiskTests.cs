using System.Text;
using Holdfast.Browser.Tests.Browsing;
using Holdfast.Testing.Machines;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Machines;

public sealed class DiskTests(Chromium chromium)
{
    [Fact]
    public async Task Browsing_IntoAMachinesDisk_BringsAFileBack()
    {
        foreach (var missing in (string?[])[DiskImage.Missing, StorageDaemon.Missing]) Assert.SkipWhen(missing is not null, missing ?? "");
        var letter = Encoding.UTF8.GetBytes("Dear reader");
        using var machine = new StorageDaemon(DiskImage.Divided(DiskImage.Ext4(("home/letter.txt", letter)), DiskImage.Encrypted()));
        using var server = new ConsoleServer();
        server.Installation.Done("protect", machine.Address, "--option", machine.Option);
        var point = Assert.Single(server.Installation.Points());
        var target = server.Installation.NewFolder();

        var page = await server.SignInByLink(await chromium.NewPage(), $"/recovery/{point.Source}/{point.Id}?view=files");
        foreach (var folder in (string[])["disks", StorageDaemon.Disk]) await page.Row(folder).First.ClickAsync();
        await Expect(page.Row("ext4 · root")).ToBeVisibleAsync();
        await Expect(page.Row("luks, not readable")).ToBeVisibleAsync();
        await page.Row("ext4 · root").ClickAsync();
        await page.Row("home").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Way to this folder" })).ToContainTextAsync("home");
        await page.Row("letter.txt").ClickAsync();
        await page.Panel("letter.txt").GetByRole(AriaRole.Link, new() { Name = "Recover …" }).ClickAsync();
        await page.Button("Next").ClickAsync();
        await Expect(page.GetByLabel("To its original place")).ToBeDisabledAsync();
        await page.Button("Next").ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Folder" }).FillAsync(target);
        await page.Button("Next").ClickAsync();
        await page.GetByText("Where an item exists already").WaitForAsync();
        await page.Button("Next").ClickAsync();
        await Expect(page.Locator(".plan-steps li").First).ToContainTextAsync("letter.txt");
        await page.Button("Recover").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main).GetByText("Succeeded", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(letter, await File.ReadAllBytesAsync(Path.Combine(target, "disks", StorageDaemon.Disk, "1", "home", "letter.txt")));
    }
}
