using System.Text.Json;
using Holdfast.Testing.Exchange;

namespace Holdfast.Cli.Tests.Running;

/// <summary>Files of the Extensible Storage Engine, without a server.</summary>
public sealed class InspectEseTests
{
    [Fact]
    public async Task Inspect_DatabaseInUse_SaysWhichLogsItNeeds()
    {
        using var data = new DataFolder();
        var file = new GeneratedDatabase(32768, 12) { State = GeneratedDatabase.Dirty, FirstRequired = 0x1A, LastRequired = 0x1C, LastCommitted = 0x1D }.File();

        var outcome = await HoldfastProcess.Run(data, "inspect", Write(data, file), "--json");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        using var document = JsonDocument.Parse(outcome.Output);
        var root = document.RootElement;
        Assert.Equal(("ese", "database", "dirty", true), (root.GetProperty("kind").GetString(), root.GetProperty("file").GetString(), root.GetProperty("state").GetString(), root.GetProperty("intact").GetBoolean()));
        Assert.Equal((32768, 12, 0x1A, 0x1C, 0x1D), (Number(root, "pageSize"), Number(root, "pages"), Number(root, "firstLogRequired"), Number(root, "lastLogRequired"), Number(root, "lastLogCommitted")));
        Assert.Equal("0x620,20", root.GetProperty("version").GetString());
        var text = await HoldfastProcess.Run(data, "inspect", Write(data, file));
        Assert.Contains("dirty: needs the logs 1A to 1C, and those up to 1D to lose nothing", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_DatabaseWithADamagedPage_NamesItAndEndsWithOne()
    {
        using var data = new DataFolder();
        var file = new GeneratedDatabase(8192, 20).File();
        file[(8 * 8192) + 100] ^= 4;

        var outcome = await HoldfastProcess.Run(data, "inspect", Write(data, file), "--json");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("error 401302", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("the first of them 7 at byte 65536", outcome.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(outcome.Output);
        Assert.Equal((1, 1, 65536), (Number(document.RootElement, "pagesDamaged"), Number(document.RootElement, "pagesOneBit"), Number(document.RootElement.GetProperty("damagedPages")[0], "offset")));
    }

    [Fact]
    public async Task Inspect_Log_SaysItsPlaceInTheSequence_AndWhereItIsCutOff()
    {
        using var data = new DataFolder();
        var file = new GeneratedLog(0x2B) { IsCircular = true }.File();

        var whole = await HoldfastProcess.Run(data, "inspect", Write(data, file));
        var cut = await HoldfastProcess.Run(data, "inspect", Write(data, file[..20_000]), "--json");

        Assert.Equal((0, ""), (whole.ExitCode, whole.Error));
        Assert.Contains("generation   2B, circular logging", whole.Output, StringComparison.Ordinal);
        Assert.Equal(1, cut.ExitCode);
        Assert.Contains("error 401301: At byte 20000", cut.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(cut.Output);
        Assert.Equal(("log", 0x2B, false), (document.RootElement.GetProperty("file").GetString(), Number(document.RootElement, "generation"), document.RootElement.GetProperty("intact").GetBoolean()));
    }

    [Fact]
    public async Task Inspect_Checkpoint_SaysWhereAReplayBegins_AndIsSparedByItsCopy()
    {
        using var data = new DataFolder();
        var file = new GeneratedLog(0x2B).Checkpoint();

        var whole = await HoldfastProcess.Run(data, "inspect", Write(data, file), "--json");
        file[40] ^= 1;
        var half = await HoldfastProcess.Run(data, "inspect", Write(data, file));
        file[4096 + 40] ^= 1;
        var none = await HoldfastProcess.Run(data, "inspect", Write(data, file), "--json");

        Assert.Equal((0, ""), (whole.ExitCode, whole.Error));
        using var document = JsonDocument.Parse(whole.Output);
        Assert.Equal(("checkpoint", "(2B,3,0)"), (document.RootElement.GetProperty("file").GetString(), document.RootElement.GetProperty("position").GetString()));
        Assert.Equal(0, half.ExitCode);
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("error 401301: At byte 0", none.Error, StringComparison.Ordinal);
        using var damaged = JsonDocument.Parse(none.Output);
        Assert.Equal(("checkpoint", false), (damaged.RootElement.GetProperty("file").GetString(), damaged.RootElement.GetProperty("intact").GetBoolean()));
    }

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static string Write(DataFolder data, byte[] content)
    {
        Directory.CreateDirectory(data.Path);
        var path = Path.Combine(data.Path, "inspected");
        File.WriteAllBytes(path, content);
        return path;
    }
}
