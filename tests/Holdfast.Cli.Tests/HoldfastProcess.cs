using System.Diagnostics;
using System.Text;

namespace Holdfast.Cli.Tests;

/// <summary>Runs the executable that was built with these tests, as a person or a script would.</summary>
internal static class HoldfastProcess
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(3);

    /// <summary>Beside the tests' own files, or the one that is named: compiled ahead of time.</summary>
    internal static string Executable { get; } = Environment.GetEnvironmentVariable("HOLDFAST_TEST_PROGRAM")
        ?? Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "holdfast.exe" : "holdfast");

    internal static Task<Outcome> Run(DataFolder data, params string[] arguments) => Run(data.Path, arguments);

    internal static async Task<Outcome> Run(string dataDirectory, params string[] arguments)
    {
        using var process = Process.Start(StartInfo(dataDirectory, arguments))!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"holdfast {string.Join(' ', arguments)} still runs after {limit.TotalSeconds} s");
        }
        return new Outcome(process.ExitCode, await output, await error);
    }

    internal static ProcessStartInfo StartInfo(string dataDirectory, params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false), StandardErrorEncoding = new UTF8Encoding(false),
        };
        start.Environment["HOLDFAST_DATA"] = dataDirectory;
        // The host that runs the tests knows where the runtime is; the executable would look only in the usual places.
        if (Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(typeof(object).Assembly.Location)))) is { } root)
            start.Environment["DOTNET_ROOT"] = root;
        return start;
    }
}
