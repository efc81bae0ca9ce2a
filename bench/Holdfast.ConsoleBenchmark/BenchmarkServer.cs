using System.Diagnostics;

namespace Holdfast.ConsoleBenchmark;

/// <summary>The server as it is installed, in a process of its own, with a data folder of its own.</summary>
internal sealed class BenchmarkServer(string data) : IDisposable
{
    private const string ReadyLine = "Holdfast is ready: ";
    private Process? process;

    /// <summary>Such as http://127.0.0.1:8420.</summary>
    internal string Address { get; private set; } = "";

    /// <exception cref="InvalidOperationException">It ended before it was ready.</exception>
    internal async Task Start()
    {
        process = Process.Start(Prepare(["up", "--port", "0"]))!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith(ReadyLine, StringComparison.Ordinal)) continue;
            Address = line[ReadyLine.Length..].Trim();
            _ = process.StandardOutput.ReadToEndAsync();
            return;
        }
        throw new InvalidOperationException("The server ended before it was ready.");
    }

    internal async Task Stop()
    {
        Run("down");
        await process!.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Runs a command that must succeed.</summary>
    /// <returns>What it printed.</returns>
    internal string Run(params string[] arguments)
    {
        using var command = Process.Start(Prepare(arguments))!;
        var output = command.StandardOutput.ReadToEnd();
        command.WaitForExit();
        return command.ExitCode == 0 ? output : throw new InvalidOperationException($"holdfast {string.Join(' ', arguments)} ended with {command.ExitCode}: {output}");
    }

    private ProcessStartInfo Prepare(string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "holdfast"), [.. arguments, "--data", data]) { RedirectStandardOutput = true };
        start.Environment.Remove("HOLDFAST_DATA");
        var runtime = new FileInfo(typeof(object).Assembly.Location).Directory?.Parent?.Parent?.Parent;
        if (runtime is not null) start.Environment["DOTNET_ROOT"] = runtime.FullName;
        return start;
    }

    public void Dispose()
    {
        if (process is null) return;
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }
}
