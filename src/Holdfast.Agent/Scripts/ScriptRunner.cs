using System.ComponentModel;
using System.Diagnostics;
using Google.Protobuf;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;

namespace Holdfast.Agent.Scripts;

/// <summary>Runs a program with arguments as they are: no shell, no input, bounded output, and an end when its time is over.</summary>
public static class ScriptRunner
{
    /// <summary>Of standard output and standard error together; what comes after is read and dropped.</summary>
    public const int LargestOutput = 64 << 10;

    private const uint LongestSeconds = 24 * 3600;
    private static readonly TimeSpan lastWords = TimeSpan.FromSeconds(2);

    /// <exception cref="HoldfastException"><see cref="ErrorCode.ScriptNotStarted"/>.</exception>
    public static async Task<ScriptResult> Run(Script script, TimeProvider time, CancellationToken cancellation)
    {
        if (script.Arguments.Count == 0 || script.Arguments[0].Length == 0) throw new HoldfastException(ErrorCode.ScriptNotStarted, "A script needs at least the path of its program.");
        using var process = Start(script);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(Math.Clamp(script.TimeoutSeconds, 1, LongestSeconds)), time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var heard = new CancellationTokenSource();
        var output = new BoundedOutput(LargestOutput);
        var reading = Task.WhenAll(output.Read(process.StandardOutput.BaseStream, heard.Token), output.Read(process.StandardError.BaseStream, heard.Token));
        try
        {
            await process.WaitForExitAsync(ending.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
        // What it left running in the background may hold the pipes open: nobody waits for that for long.
        await Task.WhenAny(reading, Task.Delay(lastWords, time, cancellation));
        await heard.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
        return new ScriptResult { ExitCode = process.ExitCode, TimedOut = limit.IsCancellationRequested, Output = ByteString.CopyFrom(output.Content()) };
    }

    private static Process Start(Script script)
    {
        var start = new ProcessStartInfo(script.Arguments[0])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, CreateNoWindow = true,
        };
        foreach (var argument in script.Arguments.Skip(1)) start.ArgumentList.Add(argument);
        try
        {
            var process = Process.Start(start) ?? throw new HoldfastException(ErrorCode.ScriptNotStarted, $"{script.Arguments[0]} was not started.");
            process.StandardInput.Close();
            return process;
        }
        catch (Exception failure) when (failure is Win32Exception or IOException or ArgumentException)
        {
            throw new HoldfastException(ErrorCode.ScriptNotStarted, $"{script.Arguments[0]} cannot be started: {failure.Message}", inner: failure);
        }
    }
}
