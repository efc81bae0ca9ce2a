using System.Diagnostics;
using Holdfast.Connection;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Owner;

namespace Holdfast.Daemon;

/// <summary>Starts a vault service as a process of its own and waits until it answers.</summary>
internal static class VaultLauncher
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(1);

    /// <summary>The service that serves a data folder already and answers, or null.</summary>
    internal static async Task<VaultServiceAddress?> Running(string dataDirectory, CancellationToken stop) =>
        LocalVaultService.Find(dataDirectory) is { } address && ProcessState.IsRunning(address.Pid) && await LocalVaultService.IsReady(address, stop) ? address : null;

    /// <param name="command">What to run: vault serve, with its options.</param>
    internal static async Task<VaultServiceAddress> Start(string dataDirectory, IEnumerable<string> command, CancellationToken stop)
    {
        if (OperatingSystem.IsWindows()) throw new HoldfastException(ErrorCode.BadRequest, "There is no --detach on Windows.", "Install the vault service as a Windows service.");
        var log = new ServerLog(Launcher.LogFile(dataDirectory, "vault-service.out"));
        var pid = Launcher.Spawn(command, log.Path);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < patience)
        {
            if (!ProcessState.IsRunning(pid)) throw Launcher.Died(log);
            if (LocalVaultService.Find(dataDirectory) is { } address && address.Pid == pid && await LocalVaultService.IsReady(address, stop)) return address;
            await Task.Delay(15, stop);
        }
        throw new HoldfastException(ErrorCode.NotReachable, $"The vault service (process {pid}) was started but does not answer after a minute.", $"See {log.Path}.");
    }
}
