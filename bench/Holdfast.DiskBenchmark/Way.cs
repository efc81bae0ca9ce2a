using System.Diagnostics;
using System.Globalization;
using Holdfast.Workloads.Disks;

namespace Holdfast.DiskBenchmark;

/// <summary>A way to read a disk, and how long it took.</summary>
/// <param name="read">Reads all of it, and gives the processor time that it took.</param>
internal sealed class Way(string name, Func<TimeSpan> read)
{
    private readonly List<(double Seconds, double Processor)> results = [];

    public static Way Reader(string file) => new("Holdfast's reader", () =>
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var buffer = new byte[1 << 20];
        using var disk = DiskImages.Open(file);
        for (long at = 0; at < disk.Length; at += buffer.Length) disk.Read(at, buffer.AsSpan(0, (int)Math.Min(buffer.Length, disk.Length - at)));
        return Process.GetCurrentProcess().TotalProcessorTime - before;
    });

    public static Way Shell(string name, string command) => new(name, () =>
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"{command} && times");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Children(output) : throw new InvalidOperationException($"{command}: exit code {process.ExitCode}.");
    });

    /// <param name="counts">False: only to warm up.</param>
    public void Run(bool counts)
    {
        var watch = Stopwatch.StartNew();
        var processor = read();
        if (counts) results.Add((watch.Elapsed.TotalSeconds, processor.TotalSeconds));
    }

    public string Row(int blockMib, long bytes)
    {
        var rates = results.Select(result => bytes / result.Seconds / 1e9).Order().ToArray();
        var processor = results.Select(result => result.Processor).Order().ElementAt(results.Count / 2);
        return string.Create(CultureInfo.InvariantCulture, $"| blocks of {blockMib} MiB: {name} | {rates[rates.Length / 2]:0.0} | {rates[0]:0.0}–{rates[^1]:0.0} | {processor:0.00} |");
    }

    /// <summary>The last line of the shell's times: user and system time of what it ran, each as 0m1.23s.</summary>
    private static TimeSpan Children(string times)
        => times.Trim().Split('\n')[^1].Split(' ').Select(time => time.TrimEnd('s').Split('m')).Aggregate(TimeSpan.Zero, (sum, parts)
            => sum + TimeSpan.FromSeconds((60 * double.Parse(parts[0], CultureInfo.InvariantCulture)) + double.Parse(parts[1], CultureInfo.InvariantCulture)));
}
