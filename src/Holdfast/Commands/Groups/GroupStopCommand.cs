using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands.Groups;

/// <summary>Stops protection.</summary>
internal sealed class GroupStopCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly Option<bool> keep, delete, disk, online;
    private readonly Option<string?> source, pin, vaultPin;

    internal GroupStopCommand() : base("stop", "Stops the protection of a group's members. What keeps data is inactive protection (`holdfast source list --inactive`); `holdfast protect` takes it up again.")
    {
        name = Takes(GroupOptions.Name());
        keep = With(new Option<bool>("--keep-data") { Description = "Their recovery points stay and can be recovered (default: this or --delete-data is needed)" });
        delete = With(new Option<bool>("--delete-data") { Description = "Their recovery points are deleted on disk and in the vault" });
        disk = With(new Option<bool>("--disk") { Description = "With --delete-data: only on disk; those in the vault stay (default: both)" });
        online = With(new Option<bool>("--online") { Description = "With --delete-data: only in the vault; those on disk stay (default: both)" });
        source = With(new Option<string?>("--source") { Description = "Only this member: id, name, or path (default: all)", HelpName = "SOURCE" });
        pin = With(SharedOptions.Pin());
        vaultPin = With(SharedOptions.VaultPin());
        Validators.Add(result =>
        {
            if (result.GetValue(keep) == result.GetValue(delete)) result.AddError("Say what happens to the recovery points: either --keep-data or --delete-data.");
            else if (result.GetValue(keep) && (result.GetValue(disk) || result.GetValue(online))) result.AddError("--disk and --online say where --delete-data deletes.");
        });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        session.Confirm(input.GetValue(pin));
        session.UseVaultPin(input.GetValue(vaultPin));
        var request = new StopProtectionRequest(
            input.GetValue(delete), Names.OptionalSource(input.GetValue(source)), GroupOptions.Place(input.GetValue(disk), input.GetValue(online)));
        return GroupText.Show(session, await session.Client.StopProtection(input.GetValue(name)!, request, session.Stop));
    }
}
