using Holdfast.Contracts.Vault;
using Holdfast.Format.Packs;
using Holdfast.Store.Repositories;

namespace Holdfast.Server.Engine.Vaults;

/// <summary>What the vault said is damaged in this server's copy: looked at with the keys, which the vault lacks, and healed from the pool.</summary>
internal sealed class ReportedDamage(VaultLink vault, Repository pool)
{
    internal VerifyOutcome Heal(VerifyRequest request, IJobReport report, CancellationToken cancellation)
    {
        var reported = vault.Connection.Checks().Damaged;
        var copy = vault.Require();
        var packs = reported.Select(check => BlobNames.ReadPack(check.Name)).OfType<PackId>().ToList();
        var outcome = VerifyOperation.Run(copy, pool, request, report, cancellation, packs);
        Withdraw(copy, reported, cancellation);
        vault.NoteChange();
        return outcome;
    }

    /// <summary>A damaged pack that nothing relies on any more is given back, so that the vault need not report it for ever.</summary>
    private static void Withdraw(Repository copy, IReadOnlyList<PackCheck> reported, CancellationToken cancellation)
    {
        foreach (var check in reported)
        {
            cancellation.ThrowIfCancellationRequested();
            if (BlobNames.ReadPack(check.Name) is { } pack && !copy.Index.HasPack(pack)) copy.Blobs.Delete(check.Name);
        }
    }
}
