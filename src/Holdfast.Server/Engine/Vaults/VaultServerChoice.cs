using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;

namespace Holdfast.Server.Engine.Vaults;

/// <summary>Which server of a vault an id or a name means.</summary>
internal static class VaultServerChoice
{
    /// <exception cref="HoldfastException"><see cref="ErrorCode.NoServersRegistered"/>, <see cref="ErrorCode.ServerNotFound"/>.</exception>
    internal static VaultedServer Choose(IReadOnlyList<VaultedServer> servers, string text, string vaultName)
    {
        if (servers.Count == 0) throw new HoldfastException(ErrorCode.NoServersRegistered, $"No server is registered with the vault '{vaultName}'.");
        return servers.FirstOrDefault(server => server.Id == text)
            ?? servers.FirstOrDefault(server => string.Equals(server.Name, text, StringComparison.OrdinalIgnoreCase))
            ?? throw new HoldfastException(
                ErrorCode.ServerNotFound, $"The vault '{vaultName}' holds no server '{text}'. It holds: {string.Join(", ", servers.Take(20).Select(server => $"{server.Name} ({server.Id})"))}.");
    }
}
