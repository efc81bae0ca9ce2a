namespace Holdfast.Cli.Tests.Running;

/// <summary>What the executable does without a server: usage, help, exit codes.</summary>
public sealed class UsageTests(DataFolder data) : IClassFixture<DataFolder>
{
    [Theory]
    [InlineData("frobnicate")]
    [InlineData("protect")]
    [InlineData("sync")]
    [InlineData("sync", "docs", "--group", "g")]
    [InlineData("recover", "docs")]
    [InlineData("recover", "docs", "--to", "x", "--original")]
    [InlineData("recover", "docs", "--to", "x", "--existing", "eat")]
    [InlineData("verify", "--sample", "0")]
    [InlineData("verify", "--pool", "--vault")]
    [InlineData("up", "--port", "65536")]
    [InlineData("group", "stop", "g")]
    [InlineData("vault", "register", "file")]
    [InlineData("status", "--no-such-option")]
    public async Task Run_WrongUsage_Is2AndNamesTheRemedy(params string[] arguments)
    {
        var outcome = await HoldfastProcess.Run(data, arguments);

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("error 400005: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("\nremedy: See `holdfast", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WrongUsageWithJson_IsOneDocument()
    {
        var outcome = await HoldfastProcess.Run(data, "protect", "--json");

        Assert.Equal(2, outcome.ExitCode);
        var error = outcome.Json.GetProperty("error");
        Assert.Equal(400005, error.GetProperty("code").GetInt32());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.NotEmpty(error.GetProperty("remedy").GetString()!);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("down")]
    [InlineData("protect", "/tmp", "--wait")]
    [InlineData("source", "list")]
    public async Task Run_NoServer_Is4AndSaysHowToStartIt(params string[] arguments)
    {
        var text = await HoldfastProcess.Run(data, arguments);
        var json = await HoldfastProcess.Run(data, [.. arguments, "--json"]);

        Assert.Equal((4, "", 4), (text.ExitCode, text.Output, json.ExitCode));
        Assert.Contains("holdfast up", text.Error, StringComparison.Ordinal);
        Assert.Contains(data.Path, text.Error, StringComparison.Ordinal);
        Assert.Equal(400001, json.Json.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Run_ServerDiedWithoutCleaning_Is4()
    {
        using var stale = new DataFolder();
        await File.WriteAllTextAsync(stale.File("server.json"), """{"pid":4194305,"port":1,"url":"http://127.0.0.1:1","version":"0"}""");
        await File.WriteAllTextAsync(stale.File("token"), "x");

        Assert.Equal(4, (await HoldfastProcess.Run(stale, "status")).ExitCode);
        Assert.Equal(4, (await HoldfastProcess.Run(stale, "sync", "docs")).ExitCode);
        Assert.Equal(4, (await HoldfastProcess.Run(stale, "down")).ExitCode);
    }

    [Fact]
    public async Task Run_TokenMissing_Is5()
    {
        using var locked = new DataFolder();
        await File.WriteAllTextAsync(locked.File("server.json"), """{"pid":1,"port":1,"url":"http://127.0.0.1:1","version":"0"}""");

        var outcome = await HoldfastProcess.Run(locked, "status", "--json");

        Assert.Equal((5, 400002), (outcome.ExitCode, outcome.Json.GetProperty("error").GetProperty("code").GetInt32()));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("up", "--help")]
    [InlineData("recover", "--help")]
    [InlineData("vault", "--help")]
    [InlineData("recovery-point", "create", "--help")]
    public async Task Run_Help_Is0OnStandardOutput(params string[] arguments)
    {
        var outcome = await HoldfastProcess.Run(data, arguments);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("Usage:", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Version_IsOneLine()
    {
        var outcome = await HoldfastProcess.Run(data, "--version");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", outcome.Output);
    }
}
