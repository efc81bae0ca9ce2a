using System.Diagnostics;

namespace Holdfast.Cli.Tests.Running;

/// <summary>Setting up with the executable itself, and what a real kill in the middle leaves.</summary>
public sealed class SetupCommandTests : IDisposable
{
    private readonly DataFolder folder = new();

    private string Data => folder.File("data");

    [Fact]
    public async Task Answers_Unattended_InstallAServerOnWhichTheAdministratorSignsIn()
    {
        var outcome = await Install("--json");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.True(outcome.Json.GetProperty("installed").GetBoolean());
        Assert.Contains("Line 2: UserName is not used", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unguessable", outcome.Output + outcome.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await Install()).ExitCode);
        Assert.True((await HoldfastProcess.Run(Data, "up", "--setup", "--detach", "--port", "0")).ExitCode == 0);
        try
        {
            var accounts = await HoldfastProcess.Run(Data, "account", "list", "--json");
            Assert.Contains("\"anna\"", accounts.Output, StringComparison.Ordinal);
        }
        finally
        {
            await HoldfastProcess.Run(Data, "down");
        }
    }

    [Theory]
    [InlineData("setup.catalog")]
    [InlineData("setup.pool-done")]
    [InlineData("setup.account-done")]
    public async Task Answers_KilledInTheMiddle_AreSettledByTheNextRun(string failPoint)
    {
        Assert.NotEqual(0, (await Install(failPoint: failPoint)).ExitCode);
        Assert.True(File.Exists(Path.Combine(Data, "setup-journal.json")));

        var again = await Install();

        // After the account, what was begun is finished; before it, all is taken back and done again.
        if (failPoint == "setup.account-done") Assert.Contains("401004", again.Error, StringComparison.Ordinal);
        else Assert.True(again.ExitCode == 0, again.Error);
        Assert.False(File.Exists(Path.Combine(Data, "setup-journal.json")));
        Assert.True(File.Exists(Path.Combine(Data, "secrets", "pool.keys")));
    }

    [Fact]
    public async Task SetupInTheBackground_PrintsItsLinkAndEndsByDown()
    {
        var up = await HoldfastProcess.Run(Data, "up", "--setup", "--detach", "--port", "0");
        Assert.True(up.ExitCode == 0, up.Error);
        Assert.Matches("http://127.0.0.1:[0-9]+/signin\\?link=[A-Za-z0-9_-]{43}", up.Output);
        Assert.Equal(0, (await HoldfastProcess.Run(Data, "down")).ExitCode);
        Assert.False(Directory.Exists(Path.Combine(Data, "pool")));
    }

    [Fact]
    public async Task Prerequisites_HereAndNow_AreNamedWithTheirStates()
    {
        var outcome = await HoldfastProcess.Run(Data, "prerequisites", "--json");
        Assert.Contains(outcome.ExitCode, (int[])[0, 1]);
        var checks = outcome.Json.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("id").GetString()).ToList();
        Assert.Superset(new HashSet<string?> { "os", "memory", "cores", "data-space", "pool-disk", "host-name", "domain", "time-skew", "ports", "network", "foreign-software", "other-server" }, checks.ToHashSet());
        Assert.False(Directory.Exists(Data));
        var failing = await HoldfastProcess.Run(Data, "prerequisites", "--planned-cloud", $"{long.MaxValue}");
        Assert.Equal(1, failing.ExitCode);
        Assert.Contains("failed   Room for scratch data", failing.Output, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private async Task<Outcome> Install(string? option = null, string? failPoint = null)
    {
        var file = folder.File("answers.ini");
        await File.WriteAllTextAsync(file, "[OPTIONS]\nUserName=x\n[HOLDFAST]\nAdministrator=anna\nAdministratorPassword=Unguessable-42-words\n");
        string[] arguments = ["setup", "--answers", file, "--port", "18420", .. option is null ? [] : new[] { option }];
        if (failPoint is null) return await HoldfastProcess.Run(Data, arguments);
        var start = HoldfastProcess.StartInfo(Data, arguments);
        start.Environment["HOLDFAST_FAILPOINT"] = failPoint;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token);
        return new Outcome(process.ExitCode, await output, await error);
    }
}
