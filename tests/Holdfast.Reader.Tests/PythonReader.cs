using System.Diagnostics;

namespace Holdfast.Reader.Tests;

/// <summary>Runs tests/reader/holdfast_reader.py: the reader that was written from docs/format.md.</summary>
internal static class PythonReader
{
    public sealed record Answer(int ExitCode, string Output, string Errors);

    private static readonly string Script = Find();

    /// <summary>Null where it can run here, otherwise what is missing.</summary>
    private static readonly Lazy<string?> Missing = new(Probe);

    public static void SkipUnlessPresent() => Assert.SkipWhen(Missing.Value is not null, Missing.Value ?? "");

    public static Answer Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add("-B");
        start.ArgumentList.Add(Script);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Answer(process.ExitCode, output, errors.Result);
    }

    private static string? Probe()
    {
        try
        {
            var answer = Run("--self-test");
            return answer.Errors.Contains("is missing", StringComparison.Ordinal) ? answer.Errors.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "python3 is not installed.";
        }
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Join(folder.FullName, "tests", "reader", "holdfast_reader.py");
            if (File.Exists(script)) return script;
        }
        throw new FileNotFoundException("tests/reader/holdfast_reader.py is not above the tests.");
    }
}
