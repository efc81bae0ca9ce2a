namespace Holdfast.Cli.Tests.Running;

/// <summary>The overview, as a person and as a script reads it.</summary>
public sealed class OverviewCommandTests : IAsyncLifetime
{
    private readonly DataFolder data = new();
    private readonly DataFolder content = new();

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(content.File("papers"));
        await File.WriteAllTextAsync(Path.Combine(content.File("papers"), "file.txt"), "content");
        // How full this computer's disk is raises no alert: these tests are not of that.
        await File.WriteAllTextAsync(data.File("settings.json"), """{ "diskThresholdPercent": 100, "poolThresholdPercent": 100 }""");
        var up = await HoldfastProcess.Run(data, "up", "--detach", "--port", "0");
        Assert.True(up.ExitCode == 0, up.Error);
    }

    public async ValueTask DisposeAsync()
    {
        await HoldfastProcess.Run(data, "down");
        data.Dispose();
        content.Dispose();
    }

    [Fact]
    public async Task Overview_BeforeAndAfterTheFirstBackup_SaysHowThingsStand()
    {
        var before = await HoldfastProcess.Run(data, "overview");
        Assert.Equal((0, ""), (before.ExitCode, before.Error));
        Assert.StartsWith("Nothing is protected yet.", before.Output, StringComparison.Ordinal);
        Assert.Contains("[ ] protect something", before.Output, StringComparison.Ordinal);

        await HoldfastProcess.Run(data, "protect", content.File("papers"), "--wait");
        var text = (await HoldfastProcess.Run(data, "overview", "--zone", "UTC", "--days", "3")).Output;
        Assert.StartsWith("1 of 1 datasource is protected within its goals. Nothing needs you.", text, StringComparison.Ordinal);
        Assert.Matches(@"papers +D\r?\n", text);

        var json = (await HoldfastProcess.Run(data, "overview", "--zone", "UTC", "--days", "3", "--json")).Json;
        Assert.Equal(1, json.GetProperty("overview").GetProperty("protectedWithinGoals").GetInt32());
        var row = Assert.Single(json.GetProperty("map").GetProperty("rows").EnumerateArray());
        Assert.Equal(["none", "none", "disk"], row.GetProperty("cells").EnumerateArray().Select(cell => cell.GetString()!));
    }

    [Fact]
    public async Task Overview_ZoneThatIsNoneOrDaysOutOfBounds_IsWrongUsage()
    {
        Assert.Equal(2, (await HoldfastProcess.Run(data, "overview", "--zone", "Nowhere")).ExitCode);
        Assert.Equal(2, (await HoldfastProcess.Run(data, "overview", "--days", "32")).ExitCode);
    }
}
