using System.Diagnostics;
using System.Text;

namespace Holdfast.EndToEnd.Tests.Running;

/// <summary>A server in the foreground: a child of the tests, so that how it ended is known.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const int Killed = 128 + 9;
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(120);
    private readonly Process process;
    private readonly StringBuilder said = new();
    private readonly ManualResetEventSlim ready = new();

    private readonly string readyLine;

    /// <param name="readyLine">How the line begins that says that it is ready.</param>
    internal ServerProcess(ProcessStartInfo start, string readyLine = "Holdfast is ready: ")
    {
        this.readyLine = readyLine;
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var clock = Stopwatch.StartNew();
        while (!ready.Wait(20) && !process.HasExited)
            if (clock.Elapsed > patience) throw new TimeoutException($"The server is not ready after {patience.TotalSeconds} s: {Said}");
    }

    internal int Pid => process.Id;

    internal bool IsReady => ready.IsSet;

    internal bool HasEnded => process.HasExited;

    internal string Said
    {
        get
        {
            lock (said) return said.ToString();
        }
    }

    /// <summary>Waits for the end, which must come soon.</summary>
    internal int ExitCode
    {
        get
        {
            Assert.True(process.WaitForExit(patience), $"The server does not end: {Said}");
            process.WaitForExit();
            return process.ExitCode;
        }
    }

    /// <summary>True when it ends within a moment, by SIGKILL; fails where it ended in any other way.</summary>
    internal bool WasKilled(TimeSpan atMost)
    {
        if (!process.WaitForExit(atMost)) return false;
        Assert.True(process.ExitCode == Killed, $"The server was not killed but ended with exit code {process.ExitCode}: {Said}");
        return true;
    }

    internal void Kill()
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
        ready.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lock (said) said.AppendLine(line);
        if (line.StartsWith(readyLine, StringComparison.Ordinal)) ready.Set();
    }
}
