using Holdfast.EndToEnd.Tests.Running;
using Microsoft.Playwright;

namespace Holdfast.Browser.Tests.Browsing;

/// <summary>A server of its own with its console, and ways to sign in to it.</summary>
internal sealed class ConsoleServer : IDisposable
{
    internal const string Password = "Correct-Horse-7-Battery";

    internal ConsoleServer() => Installation.Start();

    internal Installation Installation { get; } = new();

    /// <summary>Such as http://127.0.0.1:8420.</summary>
    internal string Address => Installation.Server.Said.Split("Holdfast is ready: ")[^1].Split('\n')[0].Trim();

    /// <summary>A folder with some files below the root of the installation.</summary>
    internal string Folder(string name, params (string Path, string Content)[] files)
    {
        var folder = Directory.CreateDirectory(Installation.InRoot(name)).FullName;
        foreach (var (path, content) in files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, content);
        }
        return folder;
    }

    /// <summary>Signs in as the holder of the data folder's token, and shows a page.</summary>
    internal async Task<IPage> SignInByLink(IPage page, string path = "/")
    {
        var link = Installation.Run("console").Expect(0).Output.Trim().Split('\n')[^1].Trim();
        await page.GotoAsync(link);
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync("main h1");
        if (path != "/") await Go(page, path);
        return page;
    }

    /// <summary>Makes an account of a role.</summary>
    internal void MakeAccount(string name, string role, params string[] scope) =>
        Installation.Run(["account", "create", name, "--role", role, "--password-file", PasswordFile(), .. scope]).Expect(0);

    /// <summary>Signs in by the form, wherever the browser is sent.</summary>
    internal async Task SignInByForm(IPage page, string name)
    {
        await page.FillAsync("input[name='Form.Name']", name);
        await page.FillAsync("input[name='Form.Password']", Password);
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync("main h1");
    }

    internal async Task Go(IPage page, string path)
    {
        await page.GotoAsync(Address + path);
        await page.WaitForSelectorAsync("main h1");
    }

    /// <summary>A page of somebody who has signed in by the form.</summary>
    internal async Task<IPage> SignedIn(Chromium chromium, string name)
    {
        var page = await chromium.NewPage();
        await page.GotoAsync(Address + "/signin");
        await SignInByForm(page, name);
        return page;
    }

    private string PasswordFile()
    {
        var file = Installation.InRoot("password.txt");
        File.WriteAllText(file, Password);
        return file;
    }

    public void Dispose() => Installation.Dispose();
}
