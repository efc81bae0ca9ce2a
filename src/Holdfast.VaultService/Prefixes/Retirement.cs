using System.Data;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.Store.Durability;
using Holdfast.VaultService.Data;

namespace Holdfast.VaultService.Prefixes;

/// <summary>One request to retire blobs of a server's prefix: all or none of it.</summary>
internal sealed class Retirement(VaultDatabase database, VaultClock time, IBlobStore data, IPinCheck pins, string vaultId, long prefix)
{
    private readonly VaultTable vaults = new(database);

    public RetirementResult Run(IReadOnlyList<string> names, string? pin)
    {
        if (names.Count > RetirementRequest.MostNames) throw new HoldfastException(ErrorCode.BadRequest, $"At most {RetirementRequest.MostNames} blobs are retired at a time.");
        var kinds = names.Distinct(StringComparer.Ordinal).ToDictionary(name => name, name => NameRule.KindOf(name) ?? throw VaultRefusal.OfName(), StringComparer.Ordinal);
        var recorded = kinds.Where(name => name.Value != BlobKind.Housekeeping).ToDictionary(StringComparer.Ordinal);
        CheckState();
        Settle(recorded);
        var vault = CheckState();
        var now = time.Observe();
        // Looked at before the PIN is used up, and again in the transaction that counts.
        var plan = database.Read(connection => RetirementPlan.Make(connection, null, prefix, recorded, vault.Rules, now.Believed));
        if (plan.Refusal is { } refusal) throw refusal;
        if (plan.NeedsPin is { } need)
        {
            if (pin is null && need.Code != ErrorCode.VaultPinMissing) throw need;
            pins.Spend(vaultId, pin);
        }
        var retired = recorded.Count == 0 ? 0 : database.Write((connection, transaction) => Commit(connection, transaction, recorded, now, plan.NeedsPin is not null));
        FailPoint.Reach("vault.retired");
        var removed = kinds.Count(name => name.Value == BlobKind.Housekeeping && data.Delete(name.Key));
        return new RetirementResult(retired, removed, kinds.Count - retired - removed);
    }

    /// <summary>When what is retired now may be removed.</summary>
    public static DateTimeOffset PurgeAfter(VaultRules rules, DateTimeOffset retired) => retired.AddDays(Math.Max(rules.SoftDeleteDays, rules.LockDays));

    private VaultRow CheckState()
    {
        var vault = vaults.Get(vaultId) ?? throw VaultRefusal.Gone(vaultId);
        return VaultRefusal.OfWriting(vault) is { } refusal ? throw refusal : vault;
    }

    private int Commit(IDbConnection connection, IDbTransaction transaction, Dictionary<string, BlobKind> recorded, VaultTimes now, bool hasPin)
    {
        // Nobody can change state or rules while this transaction runs.
        var rules = CheckState().Rules;
        var plan = RetirementPlan.Make(connection, transaction, prefix, recorded, rules, now.Believed);
        if (plan.Refusal is { } refusal) throw refusal;
        if (plan.NeedsPin is { } need && !hasPin) throw need;
        Ledger.Retire(connection, transaction, prefix, plan.Names, now.Latest, PurgeAfter(rules, now.Latest));
        return plan.Names.Count;
    }

    /// <summary>
    /// Finds out what came of the names, and of what is weighed against them: an announcement that nothing followed must not stand for a point, and what lies there past the
    /// ledger is taken into it.
    /// </summary>
    private void Settle(Dictionary<string, BlobKind> recorded)
    {
        var folders = recorded.Where(name => name.Value is BlobKind.Key or BlobKind.Point or BlobKind.Description).Select(name => NameRule.FolderOf(name.Key)).Distinct().ToList();
        var (open, unknown) = database.Read(connection => (
            folders.SelectMany(folder => Ledger.Unsettled(connection, prefix, folder)).Select(blob => blob.Name)
                .Concat(recorded.Keys.Where(name => Ledger.Find(connection, null, prefix, name) is { IsPresent: false })).Distinct().ToList(),
            recorded.Keys.Where(name => Ledger.Find(connection, null, prefix, name) is null).ToList()));
        var came = open.Where(name => LengthOf(name) is not null).ToList();
        var adopted = unknown.Select(name => (Name: name, Length: LengthOf(name))).Where(blob => blob.Length is not null).ToList();
        if (came.Count == 0 && adopted.Count == 0) return;
        database.Write((connection, transaction) =>
        {
            Ledger.NoteArrived(connection, transaction, prefix, came);
            var now = time.Observe(connection, transaction).Latest;
            foreach (var (name, length) in adopted) Ledger.Adopt(connection, transaction, prefix, name, length!.Value, recorded[name], now);
            return true;
        });
    }

    private long? LengthOf(string name)
    {
        try
        {
            return data.GetLength(name);
        }
        catch (StorageException fault) when (fault.Fault == StorageFault.NotFound)
        {
            return null;
        }
    }
}
