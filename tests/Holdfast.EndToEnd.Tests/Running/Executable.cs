using System.Diagnostics;

namespace Holdfast.EndToEnd.Tests.Running;

/// <summary>The executable that was built with these tests; or the one that HOLDFAST_TEST_PROGRAM names, compiled ahead of time: it starts in half the processor time.</summary>
internal static class Executable
{
    internal static string FilePath { get; } = Environment.GetEnvironmentVariable("HOLDFAST_TEST_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "holdfast");

    internal static ProcessStartInfo Start(IEnumerable<string> arguments, params string[] wrapper)
    {
        string[] all = [.. wrapper, FilePath, .. arguments];
        var start = new ProcessStartInfo(all[0], all[1..]);
        start.Environment.Remove("HOLDFAST_DATA");
        start.Environment.Remove("HOLDFAST_FAILPOINT");
        // The host that runs the tests knows where the runtime is; the executable would look only in the usual places.
        var runtime = new FileInfo(typeof(object).Assembly.Location).Directory?.Parent?.Parent?.Parent;
        if (runtime is not null) start.Environment["DOTNET_ROOT"] = runtime.FullName;
        return start;
    }
}
