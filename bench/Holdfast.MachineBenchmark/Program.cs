using System.Diagnostics;
using System.Globalization;
using Holdfast.MachineBenchmark;
using Tool = Holdfast.Testing.Programs.Program;

// A sparse disk of 20 GiB with 2 GiB of content, of which then 1 % of the disk changes in scattered pieces: what the second backup reads, beside reading all of it.
const long Gibibyte = 1L << 30, Grain = 64 << 10, Length = 20 * Gibibyte, Content = 2 * Gibibyte;
var folder = Directory.CreateTempSubdirectory("hfbench").FullName;
try
{
    using var daemon = new Daemon(folder, Length);
    daemon.Write(Enumerable.Range(0, (int)(Content / (64 << 20))).Select(piece => (piece * (64L << 20), 64L << 20)), 1);
    var (first, _) = Measure("first backup", () => daemon.Backup(null));
    var grains = Enumerable.Range(0, (int)(Length / Grain)).ToArray();
    new Random(20).Shuffle(grains);
    daemon.Write(grains.Take((int)(Length / Grain / 100)).Select(grain => (grain * Grain, Grain)), 2);
    var (_, read) = Measure("1 % changed", () => daemon.Backup(first));
    Measure("all of it by qemu-img convert", () =>
    {
        Tool.Run("qemu-img", "convert", "-f", "raw", "-O", "raw", daemon.Uri, Path.Combine(folder, "copy"));
        return (first, new FileInfo(Path.Combine(folder, "copy")).Length);
    });
    var percent = 100.0 * read / Length;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"read after 1 % changed: {percent:0.000} % of the disk (at most 1.2 %)"));
    return percent <= 1.2 ? 0 : 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static (Holdfast.Workloads.Applications.BackupDocument Document, long Read) Measure(string what, Func<(Holdfast.Workloads.Applications.BackupDocument Document, long Read)> run)
{
    var began = Stopwatch.GetTimestamp();
    var result = run();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {result.Read} bytes in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s"));
    return result;
}
