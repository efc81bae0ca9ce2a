using System.Diagnostics;
using System.Text;

namespace Holdfast.Publish.Tests.Running;

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan rest = TimeSpan.FromMinutes(1);

    internal static Outcome Run(string program, params string[] arguments) => Run(new ProcessStartInfo(program, arguments));

    internal static Outcome Run(ProcessStartInfo start)
    {
        var command = string.Join(' ', start.ArgumentList.Prepend(start.FileName));
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        start.StandardOutputEncoding = start.StandardErrorEncoding = new UTF8Encoding(false);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{command} still runs after {limit.TotalMinutes} minutes.");
        }
        // What the program has left running may hold its pipes open.
        if (!Task.WaitAll([output, error], rest)) throw new TimeoutException($"{command} has ended, but something that it started goes on.");
        return new Outcome(command, process.ExitCode, output.Result, error.Result);
    }

    internal static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
