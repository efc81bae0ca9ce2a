using System.ComponentModel;
using System.Diagnostics;
using Holdfast.Contracts.Errors;

namespace Holdfast.Daemon;

/// <summary>Starts an agent as a process of its own and waits until it runs.</summary>
internal static class AgentLauncher
{
    private const string Ready = "Holdfast agent is running: ";
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(1);

    /// <summary>The process's id, and what it said when it began.</summary>
    internal static async Task<(int Pid, string Line)> Start(string dataDirectory, CancellationToken stop)
    {
        if (OperatingSystem.IsWindows()) throw new HoldfastException(ErrorCode.BadRequest, "There is no --detach on Windows.", "Install the agent as a Windows service.");
        var folder = Path.Combine(dataDirectory, "logs");
        if (!Directory.Exists(folder)) throw new HoldfastException(ErrorCode.AgentNotEnrolled, $"There is no enrolled agent in {dataDirectory}.");
        var log = new ServerLog(Path.Combine(folder, "agent.out"));
        var pid = Spawn(dataDirectory, log.Path);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < patience)
        {
            var isRunning = ProcessState.IsRunning(pid);
            if (log.Lines().LastOrDefault(line => line.StartsWith(Ready, StringComparison.Ordinal)) is { } line && isRunning) return (pid, line);
            if (!isRunning) throw Launcher.Died(log);
            await Task.Delay(15, stop);
        }
        throw new HoldfastException(ErrorCode.UnexpectedError, $"The agent (process {pid}) was started but has not begun after a minute.", $"See {log.Path}.");
    }

    private static int Spawn(string dataDirectory, string log)
    {
        var program = Environment.ProcessPath!;
        var arguments = new List<string> { "agent", "run", "--data", dataDirectory };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") arguments.Insert(0, Path.Combine(AppContext.BaseDirectory, "holdfast.dll"));
        try
        {
            return DetachedProcess.Start(program, arguments, log);
        }
        catch (Win32Exception failure)
        {
            throw new HoldfastException(ErrorCode.UnexpectedError, $"The agent could not be started: {failure.Message}", $"Check that {log} can be written.", failure);
        }
    }
}
