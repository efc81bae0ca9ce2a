using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>Locks a vault for longer.</summary>
internal sealed class VaultLockCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly Option<int> days;

    internal VaultLockCommand() : base("lock", "Owner's side: locks a vault, or for longer than before. Nobody can lower it again, its owner included.")
    {
        name = Takes(OwnerArguments.Vault());
        days = With(new Option<int>("--days")
        {
            Description = "No recovery point is deleted before it is this many days old, and what is deleted stays as long; 1 to 146000", HelpName = "DAYS", Required = true,
        });
        days.Validators.Add(result =>
        {
            if (result.GetValue(days) is < 1 or > NewVault.LongestLock) result.AddError($"--days takes a number from 1 to {NewVault.LongestLock}.");
        });
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        using var service = VaultServiceFolder.Open(session);
        var vault = service.RaiseLock(input.GetValue(name)!, input.GetValue(days));
        return Task.FromResult(OwnedVaultText.Show(session, vault, $"Vault {vault.Name} is locked for {Quantity.Of(vault.Rules.LockDays, "day", "days")}."));
    }
}
