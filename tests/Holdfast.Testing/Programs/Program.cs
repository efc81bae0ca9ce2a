using System.Diagnostics;
using System.Text;

namespace Holdfast.Testing.Programs;

/// <summary>A program of this computer that runs beside a test and never outlives it: it ends with this object, and with the test's process.</summary>
public sealed class Program : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly StringBuilder said = new();
    private bool isDisposed;

    private Program(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has written up to now.</summary>
    public string Said
    {
        get
        {
            lock (said) return said.ToString();
        }
    }

    /// <summary>Whether a program is installed; looks where administrators' programs are too.</summary>
    public static bool IsInstalled(string name) => Folders().Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>Runs a program to its end and gives what it wrote.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it said.</exception>
    public static string Run(string name, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{name} ended with {process.ExitCode}: {errors.GetAwaiter().GetResult()}{output}");
    }

    /// <summary>Starts a program and waits until a file is there; a socket until the program listens.</summary>
    public static Program Start(string awaited, string name, params IEnumerable<string> arguments) => Start(_ => File.Exists(awaited) && !IsDeaf(awaited), name, arguments);

    /// <summary>Starts a program and waits until it has written a text.</summary>
    public static Program StartSaying(string awaited, string name, params IEnumerable<string> arguments) => Start(program => program.Said.Contains(awaited, StringComparison.Ordinal), name, arguments);

    private static Program Start(Func<Program, bool> isReady, string name, IEnumerable<string> arguments)
    {
        // The shell kills it when the pipe from this process closes, for whatever reason; once it has ended, nobody is killed: its number may be another's.
        const string Guard = "exec 3<&0; \"$@\" </dev/null 3<&- & p=$!; (cat <&3 >/dev/null 2>&1; kill -KILL $p 2>/dev/null) >/dev/null 2>&1 & g=$!; wait $p; s=$?; kill $g 2>/dev/null; exit $s";
        var start = new ProcessStartInfo("/bin/sh", ["-c", Guard, "guard", name, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        var program = new Program(Process.Start(start)!);
        var began = Stopwatch.GetTimestamp();
        while (!isReady(program))
        {
            if (program.process.HasExited || Stopwatch.GetElapsedTime(began) > Patience)
            {
                program.Dispose();
                throw new InvalidOperationException($"{name} did not start: {program.Said}");
            }
            Thread.Sleep(10);
        }
        return program;
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public void WaitForEnd()
    {
        if (!process.WaitForExit(Patience)) throw new InvalidOperationException($"The program does not end: {Said}");
    }

    /// <summary>Ends it as a power cut would.</summary>
    public void Dispose()
    {
        if (isDisposed) return;
        isDisposed = true;
        if (!process.HasExited)
        {
            process.StandardInput.Close();
            process.WaitForExit();
        }
        process.Dispose();
    }

    /// <summary>A socket has its file before anybody can connect; asked of the kernel, because some programs serve their first caller only.</summary>
    private static bool IsDeaf(string path)
    {
        const string Listening = "00010000";
        var bound = File.ReadLines("/proc/net/unix").Where(line => line.EndsWith(" " + path, StringComparison.Ordinal)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3]).ToList();
        return bound.Count > 0 && !bound.Contains(Listening);
    }

    private static IEnumerable<string> Folders() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Concat(["/usr/sbin", "/sbin"]);

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (said) said.Append(line).Append('\n');
    }
}
