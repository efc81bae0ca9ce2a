using System.Text.Json;

namespace Holdfast.Cli.Tests.Running;

/// <summary>Accounts, confirmation, and audit as a person uses them, on one real server.</summary>
public sealed class AccountCommandTests
{
    [Fact]
    public async Task AccountsPinAudit_FromFirstAccountToVerifiedLog()
    {
        using var data = new DataFolder();
        var password = data.File("password");
        File.WriteAllText(password, "correct horse battery\n");
        var up = await HoldfastProcess.Run(data, "up", "--port", "0", "--detach", "--json");
        Assert.Equal(0, up.ExitCode);
        var url = up.Json.GetProperty("url").GetString()!;
        try
        {
            var made = await HoldfastProcess.Run(data, "account", "create", "anna", "--role", "operator", "--password-file", password, "--json");
            Assert.Equal(("anna", "operator"), (made.Json.GetProperty("name").GetString(), made.Json.GetProperty("role").GetString()));
            Assert.Contains("anna", (await HoldfastProcess.Run(data, "account", "list")).Output);

            // Signed in as anna, at the same server by its address.
            Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", data.File("config"));
            var login = await HoldfastProcess.Run(data, "login", "--server", url, "--user", "anna", "--password-file", password, "--json");
            Assert.Equal((0, "operator"), (login.ExitCode, login.Json.GetProperty("role").GetString()));
            var saved = data.File("config/holdfast/sessions.json");
            var token = JsonDocument.Parse(File.ReadAllText(saved)).RootElement[0].GetProperty("token").GetString()!;
            Assert.DoesNotContain(token, login.Output + login.Error);
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(saved));
            Assert.Equal(0, (await HoldfastProcess.Run(data, "status", "--server", url)).ExitCode);
            var forbidden = await HoldfastProcess.Run(data, "account", "list", "--server", url, "--json");
            Assert.Equal((5, 400003), (forbidden.ExitCode, forbidden.Json.GetProperty("error").GetProperty("code").GetInt32()));
            var forbiddenJob = await HoldfastProcess.Run(data, "protect", data.Path, "--server", url, "--json");
            Assert.Equal((5, 400003), (forbiddenJob.ExitCode, forbiddenJob.Json.GetProperty("error").GetProperty("code").GetInt32()));
            Assert.Equal(0, (await HoldfastProcess.Run(data, "logout", "--server", url)).ExitCode);
            Assert.Equal(5, (await HoldfastProcess.Run(data, "status", "--server", url)).ExitCode);

            // Since there is an account, the local caller is asked as well.
            var asked = await HoldfastProcess.Run(data, "account", "delete", "anna");
            Assert.Equal(5, asked.ExitCode);
            Assert.Contains("holdfast account pin", asked.Error);
            var pin = (await HoldfastProcess.Run(data, "account", "pin", "--json")).Json.GetProperty("pin").GetString()!;
            Assert.Equal(0, (await HoldfastProcess.Run(data, "account", "delete", "anna", "--pin", pin)).ExitCode);

            var audit = (await HoldfastProcess.Run(data, "audit", "list", "--actor", "anna", "--json")).Json.GetProperty("entries");
            Assert.Equal(["DELETE session", "POST protect", "GET accounts", "POST session"], audit.EnumerateArray().Select(row => row.GetProperty("action").GetString()));
            var verified = await HoldfastProcess.Run(data, "audit", "verify", "--json");
            Assert.Equal((0, true), (verified.ExitCode, verified.Json.GetProperty("intact").GetBoolean()));
        }
        finally
        {
            Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", null);
            await HoldfastProcess.Run(data, "down");
        }
    }

    [Fact]
    public async Task Login_WithoutServerOrOverPlainHttp_IsWrongUsage()
    {
        using var data = new DataFolder();
        Assert.Equal(2, (await HoldfastProcess.Run(data, "login", "--user", "anna")).ExitCode);
        var plain = await HoldfastProcess.Run(data, "status", "--server", "http://backup.example.org");
        Assert.Equal(2, plain.ExitCode);
        Assert.Contains("https", plain.Error);
    }
}
