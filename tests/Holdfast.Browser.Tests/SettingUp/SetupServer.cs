using Holdfast.Browser.Tests.Browsing;
using Holdfast.EndToEnd.Tests.Running;
using Microsoft.Playwright;

namespace Holdfast.Browser.Tests.SettingUp;

/// <summary>A data folder in which nothing is installed, with its setup.</summary>
internal sealed class SetupServer : IDisposable
{
    internal const string Administrator = "ada", Password = ConsoleServer.Password;

    private readonly string root = Directory.CreateTempSubdirectory("holdfast-setting-up-").FullName;
    private ServerProcess? process;

    /// <param name="settings">Content of the settings file; the rest has its defaults.</param>
    internal SetupServer(string settings = """{ "workers": 2, "compressionLevel": 1 }""")
    {
        Directory.CreateDirectory(Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(Path.Combine(Data, "settings.json"), settings);
        Start();
    }

    internal string Data => Path.Combine(root, "data");

    internal string Pool => Path.Combine(root, "pool");

    private string Said => process!.Said;

    /// <summary>Such as http://127.0.0.1:8420; the server's is the same.</summary>
    internal string Address => Said.Split("Holdfast setup is ready: ")[1].Split('\n')[0].Trim();

    /// <summary>The link that the start has printed.</summary>
    internal string Link => Address + "/signin" + Said.Split("/signin")[1].Split('\n')[0].Trim();

    internal bool HasServer => Said.Contains("Holdfast is ready: ", StringComparison.Ordinal);

    /// <summary>Kills it, and starts it again.</summary>
    internal void Restart() => Start();

    internal async Task SignIn(IPage page)
    {
        await page.GotoAsync(Link);
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync(".wizard-step h2");
    }

    internal Outcome Run(params string[] arguments) => Tool.Finish(Executable.Start([.. arguments, "--data", Data]), "holdfast " + string.Join(' ', arguments));

    private void Start()
    {
        process?.Dispose();
        process = new ServerProcess(Executable.Start(["up", "--setup", "--port", "0", "--data", Data]), "Holdfast setup is ready: ");
        Assert.True(process.IsReady, $"The setup did not start: {Said}");
    }

    public void Dispose()
    {
        process?.Dispose();
        Tool.Run("rm", "-rf", "--one-file-system", root);
    }
}
