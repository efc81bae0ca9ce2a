using Holdfast.Browser.Tests.Browsing;
using Holdfast.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Working;

public sealed class LiveTests(Chromium chromium)
{
    [Fact]
    public async Task Job_StartedElsewhere_AppearsInTrayAndListWithoutReload()
    {
        var page = await chromium.NewPage();
        using var server = new ConsoleServer();
        var (folder, gate) = (server.Folder("letters", ("offer.txt", "an offer")), server.Installation.InRoot("gate"));
        var script = server.Installation.InRoot("wait.sh");
        File.WriteAllText(script, $"#!/bin/sh\nwhile [ -e '{gate}' ]; do sleep 0.1; done\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        server.Installation.Do("group", "create", "Gated", "--pre-script", $"[\"{script}\"]");
        server.Installation.Done("protect", folder, "--group", "Gated");
        File.WriteAllText(gate, "");
        await server.SignInByLink(page, "/monitoring/jobs");
        await page.Settle();
        await page.EvaluateAsync("window.loadedOnce = true");
        await page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Button).Filter(new() { HasText = "jobs" }).ClickAsync();
        var tray = page.GetByRole(AriaRole.Region, new() { Name = "Running jobs" });
        await Expect(tray.GetByText("Nothing runs now.")).ToBeVisibleAsync();
        server.Installation.Do("recovery-point", "create", folder);
        await Expect(tray.GetByRole(AriaRole.Link, new() { Name = "Recovery point letters" })).ToBeVisibleAsync();
        await Expect(page.Row("Running").First).ToBeVisibleAsync();
        File.Delete(gate);
        await Expect(tray.GetByText("Nothing runs now.")).ToBeVisibleAsync();
        await Expect(page.Row("Running")).ToHaveCountAsync(0);
        Assert.True(await page.EvaluateAsync<bool>("window.loadedOnce === true"));
    }

    [Fact]
    public async Task Server_Restarted_PageComesBackByItself()
    {
        var page = await chromium.NewPage();
        using var server = new ConsoleServer();
        await server.SignInByLink(page, "/protection/sources");
        await page.EvaluateAsync("window.loadedOnce = true");
        var port = new Uri(server.Address).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        server.Installation.Server.Kill();
        await Expect(page.Locator("dialog.reconnecting")).ToBeVisibleAsync();
        using var again = new ServerProcess(Executable.Start(["up", "--port", port, "--data", server.Installation.DataDirectory]));
        Assert.True(again.IsReady, again.Said);
        await Expect(page.Locator("dialog.reconnecting")).ToBeHiddenAsync(new() { Timeout = 90_000 });
        await page.WaitForLoadStateAsync();
        await page.Settle();
        await page.IsAt("/protection/sources");
        Assert.True(await page.EvaluateAsync<bool>("window.loadedOnce === undefined"));
    }
}
