using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>Makes a vault, on its owner's side.</summary>
internal sealed class VaultCreateCommand : HoldfastCommand
{
    private const string FolderScheme = "folder:", AzureScheme = "azure:";
    private readonly Argument<string> name;
    private readonly Option<string?> storage, region, redundancy;
    private readonly Option<int> softDelete, lockDays;
    private readonly Option<string> floors, tier;
    private readonly StorageSignInOptions signIn;

    internal VaultCreateCommand() : base("create", "Owner's side: makes a vault. --data is the vault service's folder, or an installation with its embedded one.")
    {
        name = Takes(new Argument<string>("NAME") { Description = "Name of the new vault: 1 to 64 letters, digits, blanks, '-' and '_'" });
        storage = With(new Option<string?>("--storage")
        {
            Description = "Where its data lies: folder:PATH, empty or not there yet, or azure:https://ACCOUNT.blob.core.windows.net/CONTAINER (default: below the vault service's folder)",
            HelpName = "folder:PATH|azure:URL",
        });
        storage.Validators.Add(result =>
        {
            if (result.GetValue(storage) is { } text && !Starts(text, FolderScheme) && !Starts(text, AzureScheme)) result.AddError("--storage takes folder:PATH or azure:URL.");
        });
        signIn = new StorageSignInOptions(option => With(option));
        region = With(new Option<string?>("--region") { Description = "Label for people, such as West Europe (default: none)", HelpName = "TEXT" });
        redundancy = With(new Option<string?>("--redundancy") { Description = "Note on how often the storage keeps each byte, such as LRS or RAID 6 (default: none)", HelpName = "TEXT" });
        softDelete = With(SharedOptions.Whole(
            "--soft-delete", "How long deleted data is kept, in days, 14 to 180", "DAYS", NewVault.ShortestSoftDelete, NewVault.ShortestSoftDelete, NewVault.LongestSoftDelete));
        lockDays = With(SharedOptions.Whole(
            "--lock", "No recovery point is deleted before it is this many days old, by nobody; it can be raised and never lowered; 0 for none", "DAYS", 0, 0, NewVault.LongestLock));
        floors = With(new Option<string>("--floors")
        {
            Description = "Whether the vault keeps 7 daily, 4 weekly, 3 monthly and 1 yearly points whatever a server asks for", HelpName = "on|off", DefaultValueFactory = _ => "on",
        });
        floors.AcceptOnlyFromAmong("on", "off");
        tier = With(new Option<string>("--tier") { Description = "Tier of packs in a storage account; everything else is hot", HelpName = "hot|cool|cold", DefaultValueFactory = _ => VaultRules.Hot });
        tier.AcceptOnlyFromAmong(VaultRules.Hot, VaultRules.Cool, VaultRules.Cold);
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        var place = input.GetValue(storage);
        if (place is not null && Starts(place, FolderScheme)) place = FolderScheme + Names.Absolute(place[FolderScheme.Length..]);
        using var service = VaultServiceFolder.Open(session);
        var vault = service.Create(new NewVault(input.GetValue(name)!)
        {
            Storage = place, SignIn = signIn.Read(input), Region = input.GetValue(region) ?? "", Redundancy = input.GetValue(redundancy) ?? "",
            SoftDeleteDays = input.GetValue(softDelete), LockDays = input.GetValue(lockDays), HasRetentionFloors = input.GetValue(floors) == "on", PackTier = input.GetValue(tier)!,
        });
        return Task.FromResult(OwnedVaultText.Show(
            session, vault,
            $"Vault {vault.Name} is made: {vault.Storage}, deleted data is kept for {Quantity.Of(vault.Rules.SoftDeleteDays, "day", "days")}.",
            $"Next: `holdfast vault credentials \"{vault.Name}\" --out FILE`, and on the backup server `holdfast vault register FILE`."));
    }

    private static bool Starts(string text, string scheme) => text.StartsWith(scheme, StringComparison.Ordinal) && text.Length > scheme.Length;
}
