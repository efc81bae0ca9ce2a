using System.Data;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;

namespace Holdfast.VaultService.Prefixes;

/// <summary>What a retirement would do, and what speaks against it.</summary>
/// <param name="Names">Those that are there and would go.</param>
/// <param name="Refusal">No PIN helps.</param>
/// <param name="NeedsPin">What to say where no PIN is given.</param>
internal sealed record RetirementPlan(IReadOnlyList<string> Names, HoldfastException? Refusal, HoldfastException? NeedsPin)
{
    public static RetirementPlan Make(
        IDbConnection connection, IDbTransaction? transaction, long prefix, Dictionary<string, BlobKind> asked, VaultRules rules, DateTimeOffset now)
    {
        var going = asked.Keys.Where(name => Ledger.Find(connection, transaction, prefix, name) is { IsPresent: true, IsRetired: false }).ToHashSet(StringComparer.Ordinal);
        HoldfastException? refusal = null, needsPin = null;
        foreach (var folder in asked.Where(name => going.Contains(name.Key) && name.Value != BlobKind.Pack).GroupBy(name => (name.Value, Folder: NameRule.FolderOf(name.Key))))
        {
            var live = folder.Key.Value == BlobKind.Marker ? [] : Ledger.Live(connection, transaction, prefix, folder.Key.Folder);
            var (against, wants) = folder.Key.Value switch
            {
                BlobKind.Marker => (Keeps("The mark of the repository is never removed."), null),
                BlobKind.Key => OfKeys(live, going),
                BlobKind.Description => (null, OfDescription(live, going)),
                _ => OfPoints(live, going, DeclaredRetention.Find(connection, transaction, prefix, SourceOf(folder.Key.Folder)), rules, now),
            };
            refusal ??= against;
            needsPin ??= wants;
        }
        return new RetirementPlan([.. going], refusal, needsPin);
    }

    /// <summary>The datasource whose points lie in a folder.</summary>
    private static string SourceOf(string folder) => folder.Split('/')[1];

    private static (HoldfastException? Refusal, HoldfastException? NeedsPin) OfKeys(IReadOnlyList<LedgerBlob> live, HashSet<string> going) =>
        live.All(key => going.Contains(key.Name)) ? (Keeps("The last key slot is never removed: nothing could be opened without it."), null)
            : (null, new HoldfastException(ErrorCode.VaultPinMissing, "A key slot is removed with the vault's security PIN only."));

    private static HoldfastException? OfDescription(IReadOnlyList<LedgerBlob> live, HashSet<string> going) => live.Count > 0 && going.Contains(live[^1].Name)
        ? new HoldfastException(ErrorCode.VaultPinMissing, "The newest version of a description is removed with the vault's security PIN only.") : null;

    private static (HoldfastException? Refusal, HoldfastException? NeedsPin) OfPoints(
        IReadOnlyList<LedgerBlob> live, HashSet<string> going, SourceRetention? declared, VaultRules rules, DateTimeOffset now)
    {
        if (live.Where(point => going.Contains(point.Name)).MaxBy(point => point.Created) is { } newest && newest.CreatedAt.AddDays(rules.LockDays) > now)
            return (new HoldfastException(ErrorCode.VaultImmutable, $"The vault is locked: '{newest.Name}' cannot be removed before {newest.CreatedAt.AddDays(rules.LockDays):u}."), null);
        if (!rules.HasRetentionFloors) return (null, null);
        var kept = RetentionFloor.Kept([.. live.Select(point => new HeldPoint(point.Name, point.CreatedAt))], going, declared, now);
        return (null, kept.Count == 0 ? null : new HoldfastException(
            ErrorCode.RetentionBelowFloor, $"The vault keeps {kept.Count} of these recovery points without its security PIN, '{kept.Order(StringComparer.Ordinal).First()}' among them."));
    }

    private static HoldfastException Keeps(string message) => new(ErrorCode.VaultKeepsBlob, message);
}
