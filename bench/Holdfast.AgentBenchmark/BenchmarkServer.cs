using System.Diagnostics;
using System.Text.Json;
using Holdfast.Contracts.Api;

namespace Holdfast.AgentBenchmark;

/// <summary>A server in a process of its own, with a data folder that is removed afterwards.</summary>
internal sealed class BenchmarkServer : IAsyncDisposable
{
    private readonly Process process;
    private readonly string data;

    private BenchmarkServer(Process process, string data, ServerAddress address)
    {
        (this.process, this.data) = (process, data);
        Client = new HoldfastClient(new Uri(address.Url), File.ReadAllText(Path.Combine(data, ServerAddress.TokenFileName)).Trim());
    }

    internal HoldfastClient Client { get; }

    /// <summary>The agents' port on this computer; known once a token was made.</summary>
    internal Uri Gateway
    {
        get
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(data, "agent-gateway.json")));
            return new Uri($"https://127.0.0.1:{document.RootElement.GetProperty("port").GetInt32()}");
        }
    }

    /// <summary>Of the process since it began.</summary>
    internal TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    internal long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    internal static async Task<BenchmarkServer> Start(string data, int heartbeat)
    {
        Directory.CreateDirectory(data);
        await File.WriteAllTextAsync(Path.Combine(data, "settings.json"), $$"""{ "agentHeartbeatSeconds": {{heartbeat}}, "agentAddress": "127.0.0.1" }""");
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["--serve", data]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("Holdfast is ready: ", StringComparison.Ordinal)) continue;
            var address = JsonSerializer.Deserialize(await File.ReadAllBytesAsync(Path.Combine(data, ServerAddress.FileName)), ApiJson.Default.ServerAddress)!;
            return new BenchmarkServer(process, data, address);
        }
        throw new InvalidOperationException("The server did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        await Client.Shutdown();
        Client.Dispose();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
