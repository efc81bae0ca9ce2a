using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Vaults;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>Shows the vault as this server sees it.</summary>
internal static class VaultText
{
    internal static int Show(Session session, VaultInfo vault)
    {
        session.Result.Show(vault, ApiJson.Default.VaultInfo, text =>
        {
            StatusText.WriteVault(text, vault);
            if (vault.ServerName is { } name) StatusText.Line(text, "this server", $"{name} ({vault.ServerId})");
            if (vault.Rules is { } rules) StatusText.Line(text, "vault's rules", Rules(rules));
            if (vault.Checks is { } checks) StatusText.Line(text, "verified", Checks(checks));
            if (vault.Policy is { } policy) CloudPolicyText.Write(text, policy);
        });
        return ExitCode.Done;
    }

    private static string Rules(VaultRulesInfo rules) =>
        $"what is deleted is kept {Quantity.Of(rules.SoftDeleteDays, "day", "days")}; {(rules.LockDays > 0 ? $"locked for {Quantity.Of(rules.LockDays, "day", "days")}" : "not locked")}; "
        + $"{(rules.RetentionFloors ? "minimum retention 7 days, 4 weeks, 3 months, 1 year" : "no minimum retention")}; packs {rules.PackTier}";

    private static string Checks(VaultChecksInfo checks) =>
        $"{Quantity.Of(checks.Packs, "pack", "packs")}, {(checks.NeverChecked > 0 ? $"{Quantity.Count(checks.NeverChecked)} never yet" : checks.Oldest is { } oldest ? $"the oldest check on {Quantity.Time(oldest)}" : "none to check")}"
        + (checks.Damaged > 0 ? $", {Quantity.Count(checks.Damaged)} DAMAGED (`holdfast vault status --packs`)" : ", none damaged");
}
