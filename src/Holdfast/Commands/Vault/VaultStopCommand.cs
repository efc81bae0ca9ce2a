using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Connection;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Daemon;

namespace Holdfast.Commands.Vault;

/// <summary>Stops the vault service cleanly and waits until it is gone.</summary>
internal sealed class VaultStopCommand : HoldfastCommand
{
    private readonly Option<int> timeout;

    internal VaultStopCommand() : base("stop", "Owner's side: stops the vault service cleanly; returns when the process has ended.") =>
        timeout = With(SharedOptions.Whole("--timeout", "How long to wait for the end, in seconds", "SECONDS", 120, 1, 86400));

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var folder = VaultServiceFolder.Find(session);
        if (LocalVaultService.Find(folder) is not { } address || !ProcessState.IsRunning(address.Pid)) throw LocalVaultService.NotRunning(folder);
        await LocalVaultService.Shutdown(address, folder, session.Stop);
        if (!await ProcessState.WaitForEnd(address.Pid, TimeSpan.FromSeconds(input.GetValue(timeout)), session.Stop))
            throw new HoldfastException(ErrorCode.Conflict, $"The vault service (process {address.Pid}) has been told to stop but still runs.", "Wait, or see its log in the data folder.");
        session.Result.Show(new Acknowledgement(true), ApiJson.Default.Acknowledgement, text => text.WriteLine("The vault service has stopped."));
        return ExitCode.Done;
    }
}
