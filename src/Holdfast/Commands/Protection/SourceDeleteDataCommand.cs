using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Commands.Groups;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Commands.Protection;

/// <summary>Deletes the data of inactive protection.</summary>
internal sealed class SourceDeleteDataCommand : HoldfastCommand
{
    private readonly Argument<string> source;
    private readonly Option<bool> disk, online;
    private readonly Option<string?> pin, vaultPin;

    internal SourceDeleteDataCommand() : base("delete-data", "Deletes the recovery points of a datasource whose protection has been stopped.")
    {
        source = Takes(SharedOptions.Source());
        disk = With(GroupOptions.OnDisk());
        online = With(GroupOptions.InVault());
        pin = With(SharedOptions.Pin());
        vaultPin = With(SharedOptions.VaultPin());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        session.Confirm(input.GetValue(pin));
        session.UseVaultPin(input.GetValue(vaultPin));
        var place = GroupOptions.Place(input.GetValue(disk), input.GetValue(online));
        var done = await session.Client.Policies.DeleteInactive(new DeleteInactiveRequest(Names.Source(input.GetValue(source)!), place), session.Stop);
        session.Result.Show(done, ApiJson.Default.Acknowledgement, text => text.WriteLine("The recovery points are deleted."));
        return ExitCode.Done;
    }
}
