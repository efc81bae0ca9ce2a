using System.Globalization;
using Holdfast.AgentBenchmark;
using Holdfast.Server;

// The server is a process of its own, so that neither waits for the other's collector.
if (args is ["--serve", var data]) return await HoldfastServer.RunAsync(new ServerOptions(data, 0), Console.Out, CancellationToken.None);

var (agents, heartbeat, seconds) = (200, 60, 180);
for (var i = 0; i < args.Length; i += 2)
{
    if (i + 1 == args.Length || !int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var value)) return Usage();
    if (args[i] == "--agents") agents = value;
    else if (args[i] == "--heartbeat") heartbeat = value;
    else if (args[i] == "--seconds") seconds = value;
    else return Usage();
}

var folder = Directory.CreateTempSubdirectory("holdfast-agent-benchmark-").FullName;
try
{
    await using var server = await BenchmarkServer.Start(Path.Combine(folder, "server"), heartbeat);
    await using var population = new Population(server, Path.Combine(folder, "agents"));
    await population.Enroll(agents);
    await population.Connect(TimeSpan.FromSeconds(heartbeat));
    await population.Measure(TimeSpan.FromSeconds(seconds), heartbeat);
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static int Usage()
{
    Console.Error.WriteLine("--agents N (200), --heartbeat SECONDS (60; at least 5), --seconds N (180): how long is measured");
    return 2;
}
