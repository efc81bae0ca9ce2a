using System.Diagnostics;
using Holdfast.Browser.Tests.Browsing;
using Holdfast.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Adding;

/// <summary>Another computer, as this one pretends to be it: its own name and its own data folder.</summary>
public sealed class AddServerTests(Chromium chromium)
{
    private const string Name = "fs02";

    [Fact]
    public async Task Command_OfThePage_BringsAnAgentThatARecoveryOfTheWizardGoesTo()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && Tool.IsThere("unshare"), "A name of its own for a process (unshare --uts) needs root.");
        var page = await chromium.NewPage();
        using var server = new ConsoleServer();
        var letters = server.Folder("letters", ("offer.txt", "an offer"));
        server.Installation.Done("protect", letters);
        await server.SignInByLink(page, "/agents/add");
        await page.Button("Make the command").ClickAsync();
        await page.GetByText("Waiting for a computer to appear").WaitForAsync();
        var command = await page.GetByRole(AriaRole.Region, new() { Name = "With Holdfast installed there, run" }).InnerTextAsync();
        var data = server.Installation.InRoot("agent");
        Assert.Contains("--data /var/lib/holdfast-agent", command, StringComparison.Ordinal);
        var enrolled = Finish(server, ["sh", "-c", command.Replace("/var/lib/holdfast-agent", data, StringComparison.Ordinal)]);
        enrolled.Expect(0);

        using var agent = Process.Start(Start(server, ["holdfast", "agent", "run", "--data", data]))!;
        try
        {
            await Expect(page.GetByText($"{Name} is here")).ToBeVisibleAsync();
            await page.Link("Protect it").ClickAsync();
            await Expect(page.Heading()).ToHaveTextAsync("New protection group");
            await page.IsAt($"?server={Name}");

            var target = server.Installation.InRoot("brought-back");
            await server.Go(page, "/recovery/search?text=offer.txt");
            await page.Row("offer.txt").GetByRole(AriaRole.Link, new() { Name = "Recover …" }).ClickAsync();
            await page.Button("Next").ClickAsync();
            await page.GetByLabel("To a folder on another server").CheckAsync();
            await page.Button("Next").ClickAsync();
            await page.GetByRole(AriaRole.Combobox, new() { Name = "Server" }).SelectOptionAsync(new SelectOptionValue { Value = Name });
            await page.GetByRole(AriaRole.Textbox, new() { Name = "Folder" }).FillAsync(target);
            await page.Button("Next").ClickAsync();
            await page.GetByText("Where an item exists already").WaitForAsync();
            await page.Button("Next").ClickAsync();
            await page.GetByText("What it will take").WaitForAsync();
            await page.Button("Recover").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Main).GetByText("Succeeded", new() { Exact = true })).ToBeVisibleAsync();
            Assert.Equal("an offer", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(target, "*", SearchOption.AllDirectories))));
        }
        finally
        {
            agent.Kill(entireProcessTree: true);
            await agent.WaitForExitAsync();
        }
    }

    private static Outcome Finish(ConsoleServer server, string[] command) => Tool.Finish(Start(server, command), command[0]);

    // The program is in the search path there; there is no sudo to ask and no systemd to tell.
    private static ProcessStartInfo Start(ConsoleServer server, string[] command)
    {
        var programs = server.Folder("programs", ("sudo", "#!/bin/sh\nexec \"$@\"\n"), ("systemctl", "#!/bin/sh\nexit 0\n"));
        foreach (var script in (string[])["sudo", "systemctl"])
            File.SetUnixFileMode(Path.Combine(programs, script), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var link = Path.Combine(programs, "holdfast");
        if (!File.Exists(link)) File.CreateSymbolicLink(link, Executable.FilePath);
        var start = Executable.Start([]);
        start.FileName = "unshare";
        start.ArgumentList.Clear();
        foreach (var argument in (string[])["--uts", "sh", "-c", $"hostname {Name} && exec \"$@\"", "sh", .. command]) start.ArgumentList.Add(argument);
        start.Environment["PATH"] = $"{programs}:{Environment.GetEnvironmentVariable("PATH")}";
        return start;
    }
}
