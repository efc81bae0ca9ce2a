using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Format.Hashing;
using Holdfast.Store.Blobs;

namespace Holdfast.VaultService.Transfer;

/// <summary>What one caller may do in its vault. Failures are <see cref="Store.StorageException"/> or <see cref="Contracts.Errors.HoldfastException"/>.</summary>
internal interface ITransferVault
{
    /// <summary>The blobs of a server, to read; the caller's own where null.</summary>
    IBlobStore Blobs(string? server);

    /// <summary>The hash of a blob that is there; null where nobody declared one.</summary>
    Bytes32? HashOf(string? server, string name);

    /// <summary>Fails where a blob of this name and length would be refused, so that its bytes need not be sent.</summary>
    void Admit(string name, long length);

    /// <summary>Creates a blob of the own prefix, durable and complete on return; refused where its bytes do not have the declared hash.</summary>
    void Put(string name, ReadOnlySpan<byte> content, Bytes32 declared);

    RetirementResult Retire(IReadOnlyList<string> names, string? pin);

    void Declare(IReadOnlyList<SourceRetention> sources, string? pin);

    PackCheckSummary Checks();

    /// <summary>Checks of at most <paramref name="most"/> packs whose names come after <paramref name="after"/>.</summary>
    IReadOnlyList<PackCheck> CheckedPacks(string after, int most);

    /// <summary>What the caller retired and is not removed yet.</summary>
    RetiredBlobPage Retired(string after);

    IReadOnlyList<BlobGrant> Grant(GrantRequest request);
}
