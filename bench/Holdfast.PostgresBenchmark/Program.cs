// How far the followed log is behind a busy server, beside pg_receivewal --synchronous on the same server at the same time: [--seconds N] [--clients N] [--interval MILLISECONDS]
using System.Diagnostics;
using System.Globalization;
using Holdfast.PostgresBenchmark;
using Holdfast.Testing.Postgres;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql;

int Option(string name, int otherwise)
{
    var at = Array.IndexOf(args, name);
    return at < 0 ? otherwise : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
}

var seconds = Option("--seconds", 30);
var clients = Option("--clients", 8);
var interval = TimeSpan.FromMilliseconds(Option("--interval", 3000));
if (PostgresPrograms.Debian.Missing is { } missing)
{
    Console.Error.WriteLine(missing);
    return 1;
}

using var server = PostgresServer.Make(PostgresPrograms.Debian, "max_wal_size = 4GB");
string[] place = ["-h", server.Sockets, "-p", $"{server.Port}", "-U", PostgresServer.User];
string Program(string name) => Path.Combine(PostgresPrograms.Debian.Folder!, name);
server.Tool("pgbench", ["-i", "-q", "-s", "20", .. place, "postgres"]);

var folder = Directory.CreateTempSubdirectory("holdfast-wal-").FullName;
using var stop = new CancellationTokenSource();
using var log = new DurableLog(Directory.CreateDirectory(Path.Combine(folder, "holdfast")).FullName, interval);
var context = new WorkloadContext($"postgresql://127.0.0.1:{server.Port}", new WorkloadCredential(PostgresServer.User, PostgresServer.Password), folder, folder, new Dictionary<string, string>(), null, TimeProvider.System);
var stream = new PostgreSqlWorkload().OpenLog(context, null);
var follower = new Thread(() => stream.Run(log, stop.Token));
follower.Start();
var beside = Directory.CreateDirectory(Path.Combine(folder, "beside")).FullName;
server.Tool("pg_receivewal", [.. place, "--slot", "beside", "--create-slot"]);
using var receiver = Process.Start(new ProcessStartInfo(Program("pg_receivewal"), [.. place, "--slot", "beside", "--synchronous", "-D", beside]))!;

var meters = new Dictionary<string, LagMeter>(StringComparer.Ordinal) { ["holdfast"] = new(), ["pg_receivewal"] = new() };
using var load = Process.Start(new ProcessStartInfo(Program("pgbench"), ["-n", "-c", $"{clients}", "-T", $"{seconds}", .. place, "postgres"]) { RedirectStandardOutput = true })!;
var clock = Stopwatch.StartNew();
var first = 0UL;
var last = 0UL;
using (var sampler = new Sampler(Program("psql"), [.. place, "postgres"]))
{
    // After the load until everything was confirmed.
    for (var confirmed = false; !load.HasExited || !confirmed; Thread.Sleep(25))
    {
        var (written, receivers) = sampler.Take();
        if (first == 0) first = last = written;
        if (written > last)
        {
            last = written;
            foreach (var meter in meters.Values) meter.Written(clock.Elapsed, written);
        }
        foreach (var (name, position) in receivers)
            if (meters.TryGetValue(name, out var meter)) meter.Confirmed(clock.Elapsed, position);
        confirmed = meters.Keys.All(name => receivers.TryGetValue(name, out var position) && position >= last);
    }
}
var took = clock.Elapsed.TotalSeconds;
var speed = load.StandardOutput.ReadToEnd().Split('\n').FirstOrDefault(line => line.StartsWith("tps", StringComparison.Ordinal)) ?? "";
stop.Cancel();
follower.Join();
receiver.Kill();
receiver.WaitForExit();

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pgbench with {clients} clients for {seconds} s: {speed}; {(last - first) / took / (1 << 20):0.0} MiB of log a second; a commit every {interval.TotalSeconds:0.0} s: {log.Commits}"));
Console.WriteLine();
Console.WriteLine("| lag in seconds | median | 99 % | worst | samples |");
Console.WriteLine("|---|--:|--:|--:|--:|");
foreach (var (name, meter) in meters) Console.WriteLine($"| {name} | {Sampler.Text(meter.Median)} | {Sampler.Text(meter.Late)} | {Sampler.Text(meter.Worst)} | {meter.Count} |");
Directory.Delete(folder, recursive: true);
return meters["holdfast"].Worst <= 5 ? 0 : 1;
