// Parts of an upload through Amazon's client into the object endpoint, beside the same bytes into a plain Kestrel, over TLS on the loopback, in turns: [--mib N] [--part N] [--flight N] [--rounds N]
using System.Diagnostics;
using System.Globalization;
using Holdfast.ObjectEndpointBenchmark;

if (args is ["serve"])
{
    await Served.Run();
    return 0;
}

int Option(string name, int otherwise)
{
    var at = Array.IndexOf(args, name);
    return at < 0 ? otherwise : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
}

var partMib = Option("--part", 10);
var parts = Math.Max(1, Option("--mib", 500) / partMib);
var flight = Option("--flight", 4);
var rounds = Option("--rounds", 5);
if (rounds >= Served.Runs / 2) throw new ArgumentException($"At most {Served.Runs / 2 - 1} rounds.");

using var serving = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "serve") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
var place = (await serving.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The serving process did not begin.")).Split(' ');
// Each part in flight from memory of its own: one for all would stay in the processor's cache.
var contents = Enumerable.Range(0, flight).Select(seed =>
{
    var content = new byte[partMib << 20];
    new Random(seed).NextBytes(content);
    return content;
}).ToArray();
var sender = new Sender(place, contents, flight);
var (counted, hashed) = (0, 0);
(string Name, Func<int, Task> Send, List<(double Seconds, double Server, double Client)> Results)[] ways =
[
    ("plain Kestrel, HttpClient", sender.Plain, []),
    ("endpoint, body unsigned, counted", count => sender.Upload($"count-{counted++}", count, signs: false), []),
    ("endpoint, chunks signed, counted", count => sender.Upload($"count-{counted++}", count, signs: true), []),
    ("endpoint, body unsigned, hashed", count => sender.Upload($"hash-{hashed++}", count, signs: false), []),
];

TimeSpan Server()
{
    serving.Refresh();
    return serving.TotalProcessorTime;
}

for (var round = -1; round < rounds; round++)
    for (var i = 0; i < ways.Length; i++)
    {
        var way = ways[(i + round + 1) % ways.Length];
        var (server, client) = (Server(), Process.GetCurrentProcess().TotalProcessorTime);
        var watch = Stopwatch.StartNew();
        await way.Send(round < 0 ? flight * 2 : parts);
        watch.Stop();
        if (round >= 0) way.Results.Add((watch.Elapsed.TotalSeconds, (Server() - server).TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - client).TotalSeconds));
        Console.Error.WriteLine($"round {round}, {way.Name}: {watch.Elapsed.TotalSeconds:F2} s");
    }
serving.StandardInput.Close();
await serving.WaitForExitAsync();

static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

var megabytes = (double)parts * (partMib << 20) / 1e6;
var gibibytes = (double)parts * (partMib << 20) / (1 << 30);
var peer = Median(ways[0].Results.Select(result => megabytes / result.Seconds));
Console.WriteLine($"{parts} parts of {partMib} MiB a run, {flight} in flight, {Environment.ProcessorCount} processors shared by client and server, median of {rounds} rounds in turns:\n");
Console.WriteLine("| way | MB/s | of plain | server CPU-s/GiB | client CPU-s/GiB |\n|---|---|---|---|---|");
foreach (var way in ways)
{
    var rate = Median(way.Results.Select(result => megabytes / result.Seconds));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {way.Name} | {rate:F0} | {rate / peer:F2} | {Median(way.Results.Select(result => result.Server)) / gibibytes:F2} | {Median(way.Results.Select(result => result.Client)) / gibibytes:F2} |"));
}
return 0;
