using System.Security.Cryptography;
using System.Text;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;

namespace Holdfast.VaultService;

/// <summary>Where things lie in a vault's storage folder: vault.json, and a folder for each server with its registration and its data.</summary>
internal static class VaultFolder
{
    public static string DocumentPath(string storage) => Path.Combine(storage, "vault.json");

    public static string ServerFolder(string storage, string serverId) => Path.Combine(storage, "servers", serverId);

    /// <summary>The server's prefix: its sealed blobs and nothing else.</summary>
    public static string DataFolder(string storage, string serverId) => Path.Combine(ServerFolder(storage, serverId), "data");

    public static string RegistrationPath(string storage, string serverId) => Path.Combine(ServerFolder(storage, serverId), "registration.json");

    /// <exception cref="HoldfastException">There is no vault.</exception>
    public static VaultDocument ReadDocument(string storage)
    {
        if (!Directory.Exists(storage)) throw new HoldfastException(ErrorCode.ServiceUnreachable, $"The vault's folder '{storage}' is not there.");
        return DurableDocument.Read(DocumentPath(storage), VaultJson.Default.VaultDocument)
            ?? throw new HoldfastException(ErrorCode.VaultNotFound, $"There is no vault in '{storage}'.");
    }

    public static IReadOnlyList<ServerRegistration> Servers(string storage)
    {
        var folder = Path.Combine(storage, "servers");
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
            .Select(server => DurableDocument.Read(Path.Combine(server, "registration.json"), VaultJson.Default.ServerRegistration))
            .OfType<ServerRegistration>()];
    }

    public static string HashOf(string registrationKey) => Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(registrationKey)));
}
