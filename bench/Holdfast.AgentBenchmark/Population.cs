using System.Diagnostics;
using System.Globalization;
using Holdfast.Agent.Control;
using Holdfast.Agent.Enrolling;
using Holdfast.Agent.Tls;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Api.Agents;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.AgentBenchmark;

/// <summary>Many agents in this process, each with its own certificate, connection, and control stream, as if they were on as many computers.</summary>
internal sealed class Population(BenchmarkServer server, string folder) : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly PlatformTls tls = new(TimeProvider.System);
    private readonly List<AgentFolder> folders = [];
    private readonly List<AgentChannel> channels = [];
    private readonly List<Task> runs = [];
    private readonly Latencies latencies = new();
    private int connected;

    internal async Task Enroll(int count)
    {
        var clock = Stopwatch.StartNew();
        for (var number = 0; number < count; number++)
        {
            var token = await server.Client.Agents.CreateToken(new AgentTokenRequest());
            var agent = new AgentFolder(Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture)));
            await new AgentEnrollment(agent, tls).Enroll(server.Gateway, token.Token, $"agent{number}", again: false, CancellationToken.None);
            folders.Add(agent);
        }
        Report($"{count} agents enrolled one after the other in {Seconds(clock.Elapsed)} s ({Number(clock.Elapsed.TotalMilliseconds / count)} ms each: token, handshake, certificate).");
    }

    /// <summary>Connects all, spread over one interval between heartbeats, as they are after some time.</summary>
    internal async Task Connect(TimeSpan spread)
    {
        var clock = Stopwatch.StartNew();
        foreach (var agent in folders)
        {
            runs.Add(Run(agent));
            await Task.Delay(spread / folders.Count);
        }
        while (Volatile.Read(ref connected) < folders.Count) await Task.Delay(50);
        Report($"{folders.Count} agents connected within {Seconds(clock.Elapsed)} s, spread over {Seconds(spread)} s.");
    }

    internal async Task Measure(TimeSpan length, int heartbeat)
    {
        latencies.Clear();
        var (clock, before) = (Stopwatch.StartNew(), server.ProcessorTime);
        await Task.Delay(length);
        var (count, p50, p99, worst) = latencies.Take();
        var processor = (server.ProcessorTime - before) / clock.Elapsed;
        Report($"{count} heartbeats in {Seconds(clock.Elapsed)} s ({Number(count / clock.Elapsed.TotalSeconds)} a second; one every {heartbeat} s for each of {folders.Count} agents).");
        Report($"Round trip: p50 {Number(p50)} ms, p99 {Number(p99)} ms, worst {Number(worst)} ms. Server: {Number(processor * 100)} % of a core, {server.WorkingSet >> 20} MiB.");
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(runs);
        foreach (var channel in channels) channel.Dispose();
        stop.Dispose();
    }

    private Task Run(AgentFolder agent)
    {
        var channel = new AgentChannel(agent.Read(), tls);
        channels.Add(channel);
        var options = new ControlOptions(
            ProgramVersion.Own, AgentProtocol.Own, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), latencies.Add, _ => Interlocked.Increment(ref connected));
        var client = new ControlClient(channel, new CertificateRenewal(channel, agent, tls, TimeProvider.System, NullLogger.Instance), options, TimeProvider.System, NullLogger.Instance);
        var answers = new AskDesk(AskDesk.StandardFinders, TimeProvider.System, NullLogger.Instance);
        return client.Run(new UnableToWork(client), answers, stop.Token);
    }

    private static void Report(string line) => Console.WriteLine(line);

    private static string Seconds(TimeSpan time) => Number(time.TotalSeconds);

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
