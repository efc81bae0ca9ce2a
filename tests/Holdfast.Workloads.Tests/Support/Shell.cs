using System.Diagnostics;

namespace Holdfast.Workloads.Tests.Support;

/// <summary>Runs tools that know better than the code under test.</summary>
internal static class Shell
{
    public static bool IsRoot => Environment.UserName == "root" || Run("id -u") == "0";

    public static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    public static string Run(string command, string? folder = null)
    {
        var (code, output, error) = Execute(command, folder);
        Assert.True(code == 0, $"{command}: exit {code}: {error}");
        return output;
    }

    public static bool Try(string command) => Execute(command, null).Code == 0;

    public static bool Has(string tool) => Try($"command -v {tool} >/dev/null");

    private static (int Code, string Output, string Error) Execute(string command, string? folder)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "/" };
        start.StandardOutputEncoding = System.Text.Encoding.Latin1;
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        start.Environment["LC_ALL"] = "C";
        start.Environment["TZ"] = "UTC";
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.TrimEnd('\n'), error.Result);
    }
}
