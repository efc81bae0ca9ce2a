using System.ComponentModel;
using System.Diagnostics;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Scripts;

/// <summary>Runs scripts on this computer, with an environment that holds nothing but where programs are and what the script may know.</summary>
internal sealed class LocalScriptRunner(TimeProvider time) : IScriptRunner
{
    /// <summary>What a program needs to find others and its temporary folder, on either platform. None of it can hold a secret of Holdfast's.</summary>
    private static readonly string[] inherited = ["PATH", "HOME", "LANG", "TZ", "TMPDIR", "SystemRoot", "SystemDrive", "ComSpec", "PATHEXT", "TEMP", "TMP", "ProgramFiles", "ProgramData", "USERPROFILE"];

    private static readonly TimeSpan lastWords = TimeSpan.FromSeconds(2);

    public ScriptOutcome Run(string server, ScriptCommand command, ScriptContext context, string? lastArgument, CancellationToken cancellation)
    {
        if (!string.Equals(server, SourceRegistry.LocalServer, StringComparison.OrdinalIgnoreCase))
            return new ScriptOutcome(ScriptEnd.NotStarted, 0, $"Scripts of {server} cannot be run from here.");
        if (!Path.IsPathFullyQualified(command.Arguments[0])) return new ScriptOutcome(ScriptEnd.NotStarted, 0, $"'{command.Arguments[0]}' is no absolute path on this computer.");
        using var process = new Process { StartInfo = Describe(command, context, lastArgument) };
        try
        {
            process.Start();
        }
        catch (Exception failure) when (failure is Win32Exception or IOException or InvalidOperationException)
        {
            return new ScriptOutcome(ScriptEnd.NotStarted, 0, failure.Message);
        }
        return Follow(process, TimeSpan.FromSeconds(command.TimeoutSeconds), cancellation);
    }

    private ScriptOutcome Follow(Process process, TimeSpan timeout, CancellationToken cancellation)
    {
        process.StandardInput.Close();
        var output = new ScriptOutput();
        var readers = new[] { Reader(process.StandardOutput, output), Reader(process.StandardError, output) };
        using var overtime = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(overtime.Token, cancellation);
        using (either.Token.Register(() => End(process))) process.WaitForExit();
        // What it left running in the background may hold the streams open: nobody waits for that for long.
        foreach (var reader in readers) reader.Join(lastWords);
        cancellation.ThrowIfCancellationRequested();
        return overtime.IsCancellationRequested
            ? new ScriptOutcome(ScriptEnd.TimedOut, 0, output.Text)
            : new ScriptOutcome(ScriptEnd.Exited, process.ExitCode, output.Text);
    }

    private static ProcessStartInfo Describe(ScriptCommand command, ScriptContext context, string? lastArgument)
    {
        var start = new ProcessStartInfo(command.Arguments[0])
        {
            UseShellExecute = false, CreateNoWindow = true, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = Path.GetPathRoot(command.Arguments[0]) ?? "/",
        };
        foreach (var argument in command.Arguments.Skip(1)) start.ArgumentList.Add(argument);
        if (lastArgument is not null) start.ArgumentList.Add(lastArgument);
        start.Environment.Clear();
        foreach (var name in inherited)
            if (Environment.GetEnvironmentVariable(name) is { } value) start.Environment[name] = value;
        start.Environment["HOLDFAST_JOB"] = context.Job;
        start.Environment["HOLDFAST_SOURCE"] = context.Source;
        return start;
    }

    private static Thread Reader(StreamReader stream, ScriptOutput output)
    {
        var thread = new Thread(() => output.Drain(stream)) { IsBackground = true, Name = "script output" };
        thread.Start();
        return thread;
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself this moment, or a part of its tree has: what matters is that the wait for it ends, and it does.
            Trace.TraceInformation("A script's process tree could not be ended completely: {0}", failure.Message);
        }
    }
}
