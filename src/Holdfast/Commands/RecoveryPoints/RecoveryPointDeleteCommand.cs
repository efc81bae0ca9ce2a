using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands.RecoveryPoints;

/// <summary>Deletes a recovery point.</summary>
internal sealed class RecoveryPointDeleteCommand : HoldfastCommand
{
    private readonly Argument<string> id;
    private readonly Option<bool> online;
    private readonly Option<string?> pin, vaultPin;

    internal RecoveryPointDeleteCommand() : base("delete", "Deletes a recovery point, also the newest of a datasource.")
    {
        id = Takes(SharedOptions.Id("Recovery point (`holdfast recovery-point list`)"));
        online = With(SharedOptions.Online("Deletes its copy in the vault (default: on disk, or in the vault when it lies only there)"));
        pin = With(SharedOptions.Pin());
        vaultPin = With(SharedOptions.VaultPin());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        session.Confirm(input.GetValue(pin));
        session.UseVaultPin(input.GetValue(vaultPin));
        var point = input.GetValue(id)!;
        var done = await session.Client.DeleteRecoveryPoint(point, input.GetValue(online), session.Stop);
        session.Result.Show(done, ApiJson.Default.Acknowledgement, text => text.WriteLine($"Recovery point {point} is deleted; its space is reclaimed in the background."));
        return ExitCode.Done;
    }
}
