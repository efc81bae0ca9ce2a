// How long it takes to list a folder of many files in an image of NTFS that ntfs-3g made, beside The Sleuth Kit's fls: [--files N]. Needs root and /dev/fuse.
using System.Diagnostics;
using System.Globalization;
using Holdfast.FileSystemBenchmark;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.FileSystems;

const int runs = 5;
var at = Array.IndexOf(args, "--files");
var count = at < 0 ? 100_000 : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
using var image = FilledImage.Make(count);
if (image.Fault is { } fault)
{
    Console.Error.WriteLine(fault);
    return 1;
}

var times = new List<TimeSpan>();
long bytes = 0;
for (var run = 0; run < runs; run++)
{
    var clock = Stopwatch.StartNew();
    using var file = FileBytes.Open(image.Path);
    using var disk = new CountingDisk(file);
    var files = DiskFiles.Open(disk);
    var listed = files.List("0/" + FilledImage.Folder).Count(entry => entry.Size >= 0);
    times.Add(clock.Elapsed);
    bytes = disk.BytesRead;
    if (listed != count) throw new InvalidOperationException($"{listed} of {count} files were listed.");
}

var theirs = Stopwatch.StartNew();
var lines = FilledImage.Run($"fls -r -p '{image.Path}' | wc -l", out var code);
theirs.Stop();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Load average {File.ReadAllText("/proc/loadavg")[..14]}; {count} files of 0 to 899 bytes in one folder, {bytes >> 20} MiB read of the image (page cache), best and median of the runs behind the first."));
Console.WriteLine();
Console.WriteLine("| | first run, s | best, s | median, s |");
Console.WriteLine("|---|--:|--:|--:|");
var warm = times.Skip(1).Order().ToList();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| Holdfast: volume opened, folder listed with size, time and kind of each file | {times[0].TotalSeconds:0.00} | {warm[0].TotalSeconds:0.00} | {warm[warm.Count / 2].TotalSeconds:0.00} |"));
if (code == 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `fls -r -p` ({lines} lines) | {theirs.Elapsed.TotalSeconds:0.00} | | |"));
return 0;
