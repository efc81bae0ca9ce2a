using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Vaults;
using Holdfast.Contracts.Vault;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Vault;

/// <summary>The vault as the API shows it.</summary>
internal static class VaultView
{
    internal static VaultInfo Show(VaultState vault) =>
        new(vault.State, vault.VaultName, vault.VaultId, vault.ServerId, vault.Address, vault.Reason, vault.Points, vault.Bytes, vault.Subscription)
        {
            ServerName = vault.ServerName,
            Rules = vault.Standing is { Rules: var rules, Transfer: var transfer } ? new VaultRulesInfo(rules.SoftDeleteDays, rules.LockDays, rules.HasRetentionFloors, rules.PackTier, transfer) : null,
        };

    internal static VaultChecksInfo Show(PackCheckSummary checks) =>
        new(checks.Packs, checks.Bytes, checks.NeverChecked, checks.Oldest, checks.Newest, checks.DamagedCount);

    internal static VaultPackList Show(IReadOnlyList<PackCheck> packs) =>
        new([.. packs.Select(pack => new VaultPackInfo(pack.Name[(pack.Name.LastIndexOf('/') + 1)..], pack.Bytes, pack.Created, pack.Verified, pack.Damage))]);

    internal static RecoveryKitInfo Show(RecoveryKit kit) => new(
        kit.VaultName, kit.VaultId, kit.Address, kit.ServerId, kit.ServerName, kit.Registered, kit.Fingerprint,
        [
            "Find the passphrase whose fingerprint stands above. Nobody can replace it, the vault's owner neither.",
            $"Have the owner of the vault make fresh credentials: holdfast vault credentials {Quoted(kit.VaultName)} --out credentials. They are good for 48 hours.",
            "On a new computer install Holdfast and start it on an empty data folder: holdfast up --detach",
            "Save the passphrase in a file that only you can read.",
            $"Take the lost server's place: holdfast vault register credentials --passphrase-file FILE --replace {kit.ServerId}",
            "Bring back groups, policies, datasources and recovery points: holdfast vault rebuild --wait",
            "Recover: holdfast recover SOURCE --online --to FOLDER. Backups go on into the same vault.",
            $"To recover single items and leave the server as it is, use any other server of Holdfast: holdfast external add credentials --server {kit.ServerId} --passphrase-file FILE",
        ]);

    private static string Quoted(string name) => name.Contains(' ', StringComparison.Ordinal) ? $"\"{name}\"" : name;
}
