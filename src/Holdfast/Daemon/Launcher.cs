using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Holdfast.Connection;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Connection;
using Holdfast.Contracts.Errors;

namespace Holdfast.Daemon;

/// <summary>Starts the server as a process of its own and waits until it answers.</summary>
internal static class Launcher
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    /// <summary>The server that runs for a data folder already and answers, or null.</summary>
    internal static async Task<ServerAddress?> Running(string dataDirectory, CancellationToken stop) =>
        LocalInstallation.Find(dataDirectory) is { } address && ProcessState.IsRunning(address.Pid) && await IsReady(address, stop) ? address : null;

    internal static async Task<(ServerAddress Address, IReadOnlyList<string> Messages)> Start(string dataDirectory, int port, bool setup, CancellationToken stop)
    {
        var log = new ServerLog(LogFile(dataDirectory, "server.log"));
        var pid = Spawn(["up", "--data", dataDirectory, "--port", port.ToString(CultureInfo.InvariantCulture), .. setup ? new[] { "--setup" } : []], log.Path);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < patience)
        {
            if (!ProcessState.IsRunning(pid)) throw Died(log);
            if (LocalInstallation.Find(dataDirectory) is { } address && address.Pid == pid && await IsReady(address, stop)) return (address, log.Lines());
            await Task.Delay(15, stop);
        }
        throw new HoldfastException(ErrorCode.NotReachable, $"The server (process {pid}) was started but does not answer after {patience.TotalMinutes} minutes.", $"See {log.Path}.");
    }

    internal static string LogFile(string dataDirectory, string name)
    {
        var folder = Path.Combine(dataDirectory, "logs");
        try
        {
            const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            foreach (var needed in new[] { dataDirectory, folder })
            {
                if (OperatingSystem.IsWindows()) Directory.CreateDirectory(needed);
                else if (!Directory.Exists(needed)) Directory.CreateDirectory(needed, OwnerOnly);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.DataDirectoryUnusable, $"The folder {folder} cannot be made: {failure.Message}", inner: failure);
        }
        return Path.Combine(folder, name);
    }

    internal static int Spawn(IEnumerable<string> command, string log)
    {
        var program = Environment.ProcessPath!;
        var arguments = command.ToList();
        // Run as `dotnet holdfast.dll` there is no executable of our own to start.
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") arguments.Insert(0, Path.Combine(AppContext.BaseDirectory, "holdfast.dll"));
        try
        {
            return DetachedProcess.Start(program, arguments, log);
        }
        catch (Win32Exception failure)
        {
            throw new HoldfastException(ErrorCode.UnexpectedError, $"Holdfast could not be started: {failure.Message}", $"Check that {log} can be written.", failure);
        }
    }

    private static async Task<bool> IsReady(ServerAddress address, CancellationToken stop)
    {
        try
        {
            using var client = LocalServer.Connect(address.Url, token: null);
            return (await client.Ready(stop)).Ready;
        }
        catch (HoldfastException failure) when (failure.Code is ErrorCode.NotReachable or ErrorCode.ServerStopping)
        {
            return false;
        }
    }

    // The server has said why it could not start in the same words as any command: error CODE, cause, remedy.
    internal static HoldfastException Died(ServerLog log)
    {
        var lines = log.Lines();
        var error = lines.LastOrDefault(line => line.StartsWith("error ", StringComparison.Ordinal));
        var remedy = lines.LastOrDefault(line => line.StartsWith("remedy: ", StringComparison.Ordinal))?["remedy: ".Length..];
        var text = error is null ? [] : error["error ".Length..].Split(": ", 2);
        return text.Length == 2 && int.TryParse(text[0], out var code)
            ? new HoldfastException((ErrorCode)code, text[1], remedy)
            : new HoldfastException(ErrorCode.UnexpectedError, "The process ended while it started. " + string.Join(' ', lines.TakeLast(3)), $"See {log.Path}.");
    }
}
