using BenchmarkDotNet.Running;
using Holdfast.MicroBenchmarks;

// --quick: a table in seconds, optionally only the cases whose name contains the next argument. Otherwise BenchmarkDotNet's own options.
if (args is ["--quick", .. var rest])
{
    var filter = rest is [var text, ..] ? text : "";
    QuickTable.Print(QuickCases.All().Where(item => item.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)), Console.Out);
    return;
}
BenchmarkSwitcher.FromAssembly(typeof(QuickTable).Assembly).Run(args);
