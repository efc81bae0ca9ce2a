using System.Diagnostics;
using System.Text;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>Runs programs of this computer: argument lists, no shell, output bounded, and never longer than the caller wants.</summary>
internal static class HostProgram
{
    private const int LongestOutput = 16 << 20;

    private static readonly string[] usual = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/opt/homebrew/bin"];

    /// <summary>Whole path of a program; null where it is not installed.</summary>
    public static string? Find(string name)
    {
        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (OperatingSystem.IsWindows()) folders = folders.Append(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "qemu"));
        else folders = folders.Concat(usual);
        return folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotHere"/>: it is not installed.</exception>
    public static string Require(string name, string package) =>
        Find(name) ?? throw new WorkloadException(WorkloadFault.NotHere, $"The program {name} is not installed on this computer.", $"Install it (the package is often called {package}).");

    /// <summary>Runs a program to its end.</summary>
    /// <param name="input">What it reads; null for nothing.</param>
    /// <returns>How it ended, what it wrote, and what it complained about.</returns>
    /// <exception cref="OperationCanceledException">Cancelled, or it took too long: it was killed.</exception>
    public static (int Code, string Output, string Errors) Run(string program, IReadOnlyList<string> arguments, TimeSpan limit, CancellationToken cancellation, string? input = null)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C";
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        over.CancelAfter(limit);
        using var process = Process.Start(start)!;
        using var kill = over.Token.Register(() => process.Kill(entireProcessTree: true));
        if (input is not null) process.StandardInput.Write(input);
        process.StandardInput.Close();
        var errors = Task.Run(() => ReadSome(process.StandardError), CancellationToken.None);
        var output = ReadSome(process.StandardOutput);
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        if (over.IsCancellationRequested) throw new WorkloadException(WorkloadFault.ApplicationFailed, $"{Path.GetFileName(program)} did not end within {limit.TotalSeconds:0} seconds.", "Look at what the computer is busy with, and try again.");
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    private static string ReadSome(StreamReader reader)
    {
        var text = new StringBuilder();
        var buffer = new char[8192];
        // All of it is read, so that the program does not wait; what is beyond the bound is dropped.
        for (int read; (read = reader.Read(buffer)) > 0;)
            if (text.Length < LongestOutput) text.Append(buffer, 0, read);
        return text.ToString();
    }
}
