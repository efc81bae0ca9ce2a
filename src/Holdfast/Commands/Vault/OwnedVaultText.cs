using System.Globalization;
using Holdfast.CommandLine;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>Shows a vault to its owner.</summary>
internal static class OwnedVaultText
{
    internal static int Show(Session session, OwnedVault vault, params ReadOnlySpan<string> said)
    {
        var lines = said.ToArray();
        session.Result.Show(vault, OwnerJson.Default.OwnedVault, text =>
        {
            foreach (var line in lines) text.WriteLine(line);
        });
        return ExitCode.Done;
    }

    /// <summary>All of it, line by line.</summary>
    internal static void Write(TextWriter text, OwnedVault vault)
    {
        text.WriteLine($"Vault {vault.Name} ({vault.Id}), {vault.State}");
        text.WriteLine($"  storage       {vault.Storage}");
        if (vault.Region.Length > 0) text.WriteLine($"  region        {vault.Region}");
        if (vault.Redundancy.Length > 0) text.WriteLine($"  redundancy    {vault.Redundancy}");
        text.WriteLine($"  made          {Quantity.Time(vault.Created)}");
        text.WriteLine($"  soft delete   {Quantity.Of(vault.Rules.SoftDeleteDays, "day", "days")}");
        text.WriteLine($"  lock          {(vault.Rules.LockDays == 0 ? "none" : Quantity.Of(vault.Rules.LockDays, "day", "days"))}");
        text.WriteLine($"  floors        {(vault.Rules.HasRetentionFloors ? "7 daily, 4 weekly, 3 monthly, 1 yearly" : "none")}");
        text.WriteLine($"  tier of packs {vault.Rules.PackTier}");
        text.WriteLine($"  servers       {vault.Servers.ToString(CultureInfo.InvariantCulture)}");
        if (vault.CredentialsExpire is { } expires) text.WriteLine($"  credentials   the newest file expires {Quantity.Time(expires)}");
    }
}
