using System.Text.Json;

namespace Holdfast.Cli.Tests.Running;

/// <summary>What scripts parse: the JSON of commands that run jobs.</summary>
public sealed class JobShapeTests : IAsyncLifetime
{
    private readonly DataFolder data = new();
    private readonly DataFolder content = new();

    public async ValueTask InitializeAsync()
    {
        foreach (var name in new[] { "one", "two" })
        {
            Directory.CreateDirectory(content.File(name));
            await File.WriteAllTextAsync(System.IO.Path.Combine(content.File(name), "file.txt"), name);
        }
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
    public async Task Protect_OneOrSeveralPaths_IsAnObjectOrAList()
    {
        var one = await HoldfastProcess.Run(data, "protect", content.File("one"), "--wait", "--json");
        var both = await HoldfastProcess.Run(data, "protect", content.File("one"), content.File("two"), "--wait", "--json");

        Assert.Equal((0, "", 0, ""), (one.ExitCode, one.Error, both.ExitCode, both.Error));
        AssertJob(one.Json, "replicaCreation");
        Assert.Equal(["recoveryPoint", "replicaCreation"], both.Json.GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("type").GetString()!).Order());
        var sources = (await HoldfastProcess.Run(data, "source", "list", "--json")).Json.GetProperty("sources");
        Assert.Equal(2, sources.GetArrayLength());
        Assert.All(sources.EnumerateArray(), source => Assert.NotEmpty(source.GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task Recover_ToRelativeFolder_IsMadeAbsoluteByTheCommand()
    {
        await HoldfastProcess.Run(data, "protect", content.File("one"), "--wait");
        var start = HoldfastProcess.StartInfo(data.Path, "recover", content.File("one"), "--to", "back", "--wait", "--json");
        start.WorkingDirectory = content.Path;
        using var process = System.Diagnostics.Process.Start(start)!;
        var job = JsonDocument.Parse(await process.StandardOutput.ReadToEndAsync()).RootElement;
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        AssertJob(job, "recovery");
        Assert.Equal("one", await File.ReadAllTextAsync(System.IO.Path.Combine(content.File("back"), "file.txt")));
    }

    private static void AssertJob(JsonElement job, string type)
    {
        Assert.Equal((type, "succeeded"), (job.GetProperty("type").GetString(), job.GetProperty("state").GetString()));
        foreach (var text in new[] { "id", "source", "recoveryPoint" }) Assert.NotEmpty(job.GetProperty(text).GetString()!);
        foreach (var number in new[] { "items", "itemsFailed", "bytesRead", "bytesChanged", "bytesStored", "bytesSent", "durationMs", "cpuMs" })
            Assert.True(job.GetProperty(number).TryGetInt64(out _), number);
        Assert.Equal(0, job.GetProperty("errors").GetArrayLength());
    }
}
