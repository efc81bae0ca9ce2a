using System.Globalization;

namespace Holdfast.IndexBenchmark;

/// <summary>Resident memory of this process in bytes, from /proc/self/status: anonymous, and of mapped files.</summary>
internal readonly record struct ProcessMemory(long Anonymous, long Mapped)
{
    /// <summary>After everything that is garbage has gone back to the system.</summary>
    public static ProcessMemory Read()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        return ReadNow();
    }

    public static ProcessMemory ReadNow()
    {
        var lines = File.ReadAllLines("/proc/self/status");
        return new ProcessMemory(Value(lines, "RssAnon:"), Value(lines, "RssFile:"));
    }

    private static long Value(string[] lines, string name)
    {
        var line = lines.First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}
