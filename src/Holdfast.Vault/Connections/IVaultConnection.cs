using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Store.Blobs;

namespace Holdfast.Vault.Connections;

/// <summary>
/// A registered server's connection with its vault, over the wire or in the same process; both pass the same contract suite. Thread-safe.
/// Failures are <see cref="Store.StorageException"/> in what the prefix does, and <see cref="Contracts.Errors.HoldfastException"/> with the vault's code elsewhere.
/// </summary>
public interface IVaultConnection : IDisposable
{
    /// <summary>State and rules of the vault, asked now.</summary>
    VaultStanding Look();

    /// <summary>The server's own blobs: it creates and reads them and nothing else. Delete is a retirement without a PIN.</summary>
    IBlobStore Prefix { get; }

    /// <summary>Retires blobs of the own prefix, all or none.</summary>
    RetirementResult Retire(IReadOnlyList<string> names, string? pin);

    /// <summary>Tells the vault what the policies keep, so that it can hold its floors.</summary>
    void Declare(IReadOnlyList<SourceRetention> sources, string? pin);

    PackCheckSummary Checks();

    /// <summary>When the vault last verified each pack, in order of names.</summary>
    IReadOnlyList<PackCheck> CheckedPacks();

    /// <summary>What this server retired and the vault still has, in order of names, a page at a time.</summary>
    /// <param name="after">The last name of the page before; null for the first.</param>
    RetiredBlobPage Retired(string? after);
}
