using System.Collections.Concurrent;
using Holdfast.Contracts.Errors;
using Holdfast.Vault.Azure;
using Holdfast.VaultService.Prefixes;

namespace Holdfast.VaultService.Transfer;

/// <summary>The prefixes of all servers that call, each opened once. Thread-safe.</summary>
/// <param name="open">Opens the prefix of a registered server: vault, server.</param>
/// <param name="isRegistered">Whether a vault has a server: vault, server.</param>
/// <param name="grantsOf">Signs addresses in a vault's storage account; null where its storage is a folder.</param>
internal sealed class ServedVaults(
    Func<string, string, ServerPrefix> open, Func<string, string, bool> isRegistered, Func<string, AzureGrants?> grantsOf, TimeProvider clock) : ITransferVaults, IDisposable
{
    private readonly ConcurrentDictionary<(string Vault, string Server), Lazy<ServerPrefix>> opened = [];

    public ITransferVault Open(TransferCaller caller) => new ServedVault(caller, server => Prefix(caller.VaultId, server), grantsOf(caller.VaultId), clock);

    public void Dispose()
    {
        foreach (var prefix in opened.Values.Where(prefix => prefix.IsValueCreated)) prefix.Value.Dispose();
    }

    private ServerPrefix Prefix(string vault, string server)
    {
        if (!isRegistered(vault, server)) throw new HoldfastException(ErrorCode.ServerNotFound, "No server of this id is registered with the vault.");
        return opened.GetOrAdd((vault, server), key => new Lazy<ServerPrefix>(() => open(key.Vault, key.Server), LazyThreadSafetyMode.PublicationOnly)).Value;
    }
}
