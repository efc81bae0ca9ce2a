using System.Collections.Concurrent;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Store.Blobs;
using Holdfast.Vault.Connections;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Prefixes;

namespace Holdfast.VaultService.Embedded;

/// <summary>A look into a vault whose service is in this process, for recovery: every server's blobs, and nothing can be written.</summary>
/// <param name="servers">Those that are registered now.</param>
/// <param name="open">The prefix of a registered server.</param>
/// <param name="whenClosed">What else has to be closed; null for nothing.</param>
internal sealed class EmbeddedReader(
    VaultDatabase database, string vaultId, TimeProvider clock, Func<IReadOnlyList<VaultedServer>> servers, Func<string, ServerPrefix> open, Action? whenClosed = null) : IVaultReader
{
    private readonly ConcurrentDictionary<string, Lazy<ServerPrefix>> opened = new(StringComparer.Ordinal);

    public VaultStanding Look() => EmbeddedVault.StandingOf(new VaultTable(database).Get(vaultId) ?? throw VaultRefusal.Gone(vaultId), clock);

    /// <exception cref="HoldfastException">The vault gives nothing out.</exception>
    public IReadOnlyList<VaultedServer> Servers()
    {
        var vault = new VaultTable(database).Get(vaultId) ?? throw VaultRefusal.Gone(vaultId);
        return VaultRefusal.OfReading(vault) is { } refusal ? throw refusal : servers();
    }

    /// <exception cref="HoldfastException">No such server is registered.</exception>
    public IBlobStore Prefix(string serverId)
    {
        if (Servers().All(server => server.Id != serverId))
            throw new HoldfastException(ErrorCode.ServerNotFound, "No server of this id is registered with the vault.");
        return new ReadOnlyPrefix(opened.GetOrAdd(serverId, id => new Lazy<ServerPrefix>(() => open(id))).Value);
    }

    public void Dispose()
    {
        foreach (var prefix in opened.Values.Where(prefix => prefix.IsValueCreated)) prefix.Value.Dispose();
        whenClosed?.Invoke();
    }
}
