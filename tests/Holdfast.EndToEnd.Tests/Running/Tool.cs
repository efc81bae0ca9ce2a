using System.Diagnostics;
using System.Text;

namespace Holdfast.EndToEnd.Tests.Running;

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(5);

    internal static Outcome Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments);
        return Finish(start, string.Join(' ', arguments.Prepend(program)));
    }

    /// <summary>Fails the test when the program fails.</summary>
    internal static string Do(string program, params string[] arguments) => Run(program, arguments).Expect(0).Output;

    internal static Outcome Finish(ProcessStartInfo start, string command)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        start.StandardOutputEncoding = start.StandardErrorEncoding = new UTF8Encoding(false);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit))
        {
            process.Kill();
            throw new TimeoutException($"{command} still runs after {limit.TotalSeconds} s");
        }
        return new Outcome(command, process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    internal static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
