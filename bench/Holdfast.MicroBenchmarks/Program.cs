using System.Globalization;
using BenchmarkDotNet.Running;
using Holdfast.MicroBenchmarks;

// --quick: a table in seconds, optionally only the cases whose name contains the next argument. Otherwise BenchmarkDotNet's own options.
if (args is ["--quick", .. var rest])
{
    var filter = rest is [var text, ..] ? text : "";
    QuickTable.Print(QuickCases.All().Where(item => item.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)), Console.Out);
    return;
}
// --pages [MIB]: what a second full backup of a database stores, measured on a generated one and computed for large ones.
if (args is ["--pages", .. var size])
{
    PageTable.Print(size is [var mebibytes, ..] ? int.Parse(mebibytes, CultureInfo.InvariantCulture) : 256, Console.Out);
    return;
}
// --inspect PROGRAM [MIB]: the whole program, beside others that read the same file.
if (args is ["--inspect", var program, .. var length])
{
    InspectTable.Print(program, length is [var mebibytes, ..] ? int.Parse(mebibytes, CultureInfo.InvariantCulture) : 1024, Console.Out);
    return;
}
BenchmarkSwitcher.FromAssembly(typeof(QuickTable).Assembly).Run(args);
