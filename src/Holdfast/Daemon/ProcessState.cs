using System.Diagnostics;

namespace Holdfast.Daemon;

/// <summary>Whether a process lives.</summary>
internal static class ProcessState
{
    /// <summary>False as well for a process that has ended and that its parent has not asked about yet.</summary>
    internal static bool IsRunning(int pid)
    {
        if (OperatingSystem.IsLinux()) return StateOnLinux(pid) is not (null or 'Z' or 'X');
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>True once the process has ended, false when it still runs after <paramref name="atMost"/>.</summary>
    internal static async Task<bool> WaitForEnd(int pid, TimeSpan atMost, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (IsRunning(pid))
        {
            if (clock.Elapsed > atMost) return false;
            await Task.Delay(20, cancellation);
        }
        return true;
    }

    private static char? StateOnLinux(int pid)
    {
        try
        {
            // pid (name) state …: the name may hold anything, also parentheses.
            var text = File.ReadAllText($"/proc/{pid}/stat");
            return text[text.LastIndexOf(')') + 2];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
