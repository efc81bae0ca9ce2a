using System.Diagnostics;
using System.Globalization;
using Holdfast.IndexBenchmark;

var entries = 20_000_000L;
var engine = "all";
for (var i = 0; i < args.Length; i += 2)
{
    if (i + 1 == args.Length) return Usage();
    if (args[i] == "--entries") entries = long.Parse(args[i + 1], CultureInfo.InvariantCulture);
    else if (args[i] == "--engine") engine = args[i + 1];
    else return Usage();
}
entries -= entries % (16 * Synthetic.EntriesPerPack);

if (engine == "all")
{
    // A process each: memory that one engine left behind would count for the next.
    foreach (var one in new[] { "own", "rocksdb", "lmdb" })
    {
        using var child = Process.Start(Environment.ProcessPath!, ["--entries", entries.ToString(CultureInfo.InvariantCulture), "--engine", one]);
        child.WaitForExit();
        if (child.ExitCode != 0) return child.ExitCode;
    }
    return 0;
}

var folder = Directory.CreateTempSubdirectory("holdfast-index-benchmark-").FullName;
try
{
    new Measurement(engine, entries, folder).Run();
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static int Usage()
{
    Console.Error.WriteLine("Usage: Holdfast.IndexBenchmark [--entries 20000000] [--engine own|rocksdb|lmdb|all]");
    return 2;
}
