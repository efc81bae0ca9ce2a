using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Store.Blobs;
using Holdfast.Vault.Connections;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Prefixes;

namespace Holdfast.VaultService.Embedded;

/// <summary>A server's connection with a vault whose service is in this process.</summary>
/// <param name="prefix">Becomes the property of this object.</param>
/// <param name="whenClosed">What else has to be closed; null for nothing.</param>
internal sealed class EmbeddedVault(ServerPrefix prefix, TimeProvider clock, Action? whenClosed = null) : IVaultConnection
{
    private const int PageSize = 5000;

    public IBlobStore Prefix => prefix;

    public VaultStanding Look() => StandingOf(prefix.Vault(), clock);

    public RetirementResult Retire(IReadOnlyList<string> names, string? pin) => prefix.Retire(names, pin);

    public void Declare(IReadOnlyList<SourceRetention> sources, string? pin) => prefix.Declare(sources, pin);

    public PackCheckSummary Checks() => prefix.Checks();

    public IReadOnlyList<PackCheck> CheckedPacks()
    {
        var all = new List<PackCheck>();
        while (prefix.Checks(all.Count == 0 ? null : all[^1].Name, PageSize) is { Count: > 0 } page) all.AddRange(page);
        return all;
    }

    public RetiredBlobPage Retired(string? after) => prefix.Retired(after);

    public void Dispose()
    {
        try
        {
            prefix.Dispose();
        }
        finally
        {
            whenClosed?.Invoke();
        }
    }

    /// <summary>In the same process bytes go by the service whatever the storage is.</summary>
    internal static VaultStanding StandingOf(VaultRow vault, TimeProvider clock) =>
        new(vault.Id, vault.Name, vault.State, vault.Rules, VaultTransfers.Service, clock.GetUtcNow());
}
