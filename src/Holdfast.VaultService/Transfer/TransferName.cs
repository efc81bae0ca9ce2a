using Holdfast.Store.Blobs;
using Holdfast.VaultService.Vaults;

namespace Holdfast.VaultService.Transfer;

/// <summary>The blob that a path names: a server names its own, a holder of credentials says whose.</summary>
/// <param name="Server">Null for the caller's own.</param>
internal readonly record struct TransferName(string? Server, string Name)
{
    private const string Servers = "servers/";

    /// <exception cref="Contracts.Errors.HoldfastException">The path leaves what the caller may see.</exception>
    public static TransferName Read(TransferCaller caller, string path)
    {
        if (!BlobName.IsValid(path)) throw TransferRefusal.Outside();
        if (caller.ServerId is not null) return new TransferName(null, path);
        var slash = path.StartsWith(Servers, StringComparison.Ordinal) ? path.IndexOf('/', Servers.Length) : -1;
        return slash > 0 && ServerRule.IsId(path[Servers.Length..slash]) ? new TransferName(path[Servers.Length..slash], path[(slash + 1)..]) : throw TransferRefusal.Outside();
    }

    /// <summary>Whose blobs a caller asks to list.</summary>
    /// <exception cref="Contracts.Errors.HoldfastException">The server or the prefix is none that the caller may see.</exception>
    public static string? ReadServer(TransferCaller caller, string? server, string prefix)
    {
        if (prefix.Length > 0 && (!prefix.EndsWith('/') || !BlobName.IsValid(prefix.AsSpan(0, prefix.Length - 1)))) throw TransferRefusal.Outside();
        if (caller.ServerId is not null) return string.IsNullOrEmpty(server) ? null : throw TransferRefusal.Outside();
        return server is not null && ServerRule.IsId(server) ? server : throw TransferRefusal.Outside();
    }
}
