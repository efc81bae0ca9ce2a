using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Holdfast.Testing.Exchange;

namespace Holdfast.MicroBenchmarks;

/// <summary>
/// The whole program, `holdfast inspect` on a database of Exchange in the page cache, beside programs that read the same file once: in turns, in one run, with their start.
/// The last column divides by processor time, which holds on a busy machine too.
/// </summary>
internal static partial class InspectTable
{
    private const int Rounds = 5, PageLength = 32768;

    /// <param name="program">The executable, as it is installed.</param>
    internal static void Print(string program, int mebibytes, TextWriter output)
    {
        var file = Path.GetTempFileName();
        try
        {
            var length = Write(file, mebibytes);
            string[][] lines = [["cat", file], ["sha256sum", file], [program, "inspect", file]];
            var measured = lines.ToDictionary(line => line, _ => new List<(double Elapsed, double Cpu)>());
            foreach (var line in lines) Run(line);
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var line in lines) measured[line].Add(Run(line));
            }
            output.WriteLine($"{"program",-20} {"s",8} {"CPU-s",8} {"lowest",8} {"highest",8} {"GB/CPU-s",9}");
            foreach (var line in lines)
            {
                var cpu = measured[line].Select(run => run.Cpu).Order().ToList();
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{(line.Length > 2 ? "holdfast inspect" : line[0]),-20} {measured[line].Select(run => run.Elapsed).Order().ElementAt(Rounds / 2),8:0.00} {cpu[Rounds / 2],8:0.00} {cpu[0],8:0.00} {cpu[^1],8:0.00} {length / 1e9 / cpu[Rounds / 2],9:0.00}"));
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static long Write(string file, int mebibytes)
    {
        var pages = (int)(((long)mebibytes << 20) / PageLength) - 2;
        File.WriteAllBytes(file, new GeneratedDatabase(PageLength, pages) { Mixed = 0 }.File());
        GC.Collect();
        return new FileInfo(file).Length;
    }

    /// <summary>The shell tells what its children took; a process that has ended does not.</summary>
    private static (double Elapsed, double Cpu) Run(string[] line)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "\"$@\" >/dev/null && times", "run", .. line]) { RedirectStandardOutput = true, UseShellExecute = false };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', line)} ended with {process.ExitCode}.");
        var children = Times().Matches(said.Split('\n')[1]);
        return (clock.Elapsed.TotalSeconds, children.Sum(time => (60 * Number(time.Groups[1])) + Number(time.Groups[2])));
    }

    private static double Number(Group digits) => double.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d+)m([\d.]+)s")]
    private static partial Regex Times();
}
