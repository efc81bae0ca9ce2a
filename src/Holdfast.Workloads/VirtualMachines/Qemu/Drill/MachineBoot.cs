using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Drill;

/// <summary>A machine that runs for a drill: emulated, without a network, and what it writes is thrown away. Killed with this, whatever happened.</summary>
internal sealed class MachineBoot : IDisposable
{
    private const int LongestConsole = 256 << 10, LongestLine = 200;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly Process process;
    private readonly StringBuilder console = new(), errors = new();
    private readonly Task reading;

    private MachineBoot(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data + "\n");
        process.BeginErrorReadLine();
        reading = Task.Run(Read);
    }

    public bool HasEnded => process.HasExited;

    /// <summary>The last line of the console that says anything.</summary>
    public string LastLine => Last(console);

    /// <summary>The last line of what QEMU complained about.</summary>
    public string Complaint => Last(errors);

    /// <summary>Path of the program for a machine; null where it is not installed.</summary>
    public static string? Program(QemuHardware hardware) =>
        hardware.Architecture is { } architecture && architecture.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? HostProgram.Find("qemu-system-" + architecture) : null;

    /// <param name="images">Of the disks, as QEMU takes them, in the machine's order.</param>
    /// <param name="scratch">For what the machine writes.</param>
    public static MachineBoot Start(QemuHardware hardware, IReadOnlyList<string> images, string scratch)
    {
        List<string> arguments =
        [
            .. MachineArguments.Of(hardware), "-nodefaults", "-no-user-config", "-accel", "tcg", "-nic", "none", "-display", "none", "-monitor", "none", "-serial", "stdio", "-snapshot",
            .. images.SelectMany(image => (string[])["-drive", $"file={image.Replace(",", ",,", StringComparison.Ordinal)},format=raw,if={MachineArguments.Bus(hardware)}"]),
        ];
        Directory.CreateDirectory(scratch);
        var start = new ProcessStartInfo(Program(hardware)!, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // Where QEMU keeps what the machine writes with -snapshot.
        start.Environment["TMPDIR"] = Path.GetFullPath(scratch);
        return new MachineBoot(Process.Start(start)!);
    }

    /// <summary>Whether the console shows something within a time, as long as the machine runs.</summary>
    public bool WaitFor(string pattern, TimeSpan limit, TimeProvider clock, CancellationToken cancellation)
    {
        var banner = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.Multiline);
        var began = clock.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var hasEnded = process.HasExited;
            if (hasEnded) reading.Wait(cancellation); // its last words
            if (banner.IsMatch(Text(console))) return true;
            if (hasEnded || clock.GetElapsedTime(began) >= limit) return false;
            cancellation.WaitHandle.WaitOne(Step);
        }
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        reading.Wait();
        process.Dispose();
    }

    private void Read()
    {
        var buffer = new char[4096];
        for (int read; (read = process.StandardOutput.Read(buffer)) > 0;) Keep(console, new string(buffer, 0, read));
    }

    private static void Keep(StringBuilder text, string some)
    {
        lock (text)
        {
            text.Append(some);
            if (text.Length > LongestConsole) text.Remove(0, text.Length - LongestConsole);
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text) return text.ToString();
    }

    private static string Last(StringBuilder text)
    {
        var line = Text(text).Split('\n').Select(each => new string([.. each.Where(c => !char.IsControl(c))]).Trim()).LastOrDefault(each => each.Length > 0) ?? "";
        return line.Length > LongestLine ? line[..LongestLine] : line;
    }
}
