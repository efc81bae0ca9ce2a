using System.Security.Cryptography;
using System.Text;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;

namespace Holdfast.VaultService;

/// <summary>Where things lie in a vault's storage folder: vault.json, and a folder for each server with its registration and its data.</summary>
internal static class VaultFolder
{
    /// <summary>Of vault.json and registration.json.</summary>
    private const int Version = 1;

    public static string DocumentPath(string storage) => Path.Combine(storage, "vault.json");

    public static string ServerFolder(string storage, string serverId) => Path.Combine(storage, "servers", serverId);

    /// <summary>The server's prefix: its sealed blobs and nothing else.</summary>
    public static string DataFolder(string storage, string serverId) => Path.Combine(ServerFolder(storage, serverId), "data");

    public static string RegistrationPath(string storage, string serverId) => Path.Combine(ServerFolder(storage, serverId), "registration.json");

    /// <exception cref="HoldfastException">There is no vault.</exception>
    public static VaultDocument ReadDocument(string storage)
    {
        if (!Directory.Exists(storage)) throw new HoldfastException(ErrorCode.ServiceUnreachable, $"The vault's folder '{storage}' is not there.");
        var document = DurableDocument.Read(DocumentPath(storage), VaultJson.Default.VaultDocument)
            ?? throw new HoldfastException(ErrorCode.VaultNotFound, $"There is no vault in '{storage}'.");
        DurableDocument.CheckVersion(document.Version, Version, DocumentPath(storage));
        return document;
    }

    public static IReadOnlyList<ServerRegistration> Servers(string storage)
    {
        var folder = Path.Combine(storage, "servers");
        if (!Directory.Exists(folder)) return [];
        var ids = new DirectoryInfo(folder).EnumerateDirectories().Select(server => server.Name).Where(IsServerId).Order(StringComparer.Ordinal);
        return [.. ids.Select(id => ReadRegistration(storage, id)).OfType<ServerRegistration>()];
    }

    /// <summary>The id names a folder, so nothing else is let through: 32 lower-case hexadecimal digits.</summary>
    public static bool IsServerId(string id) => id.Length == 32 && id.All(c => char.IsAsciiHexDigitLower(c));

    /// <summary>Bytes of a server's sealed data; null where no such server is registered.</summary>
    public static long? UsedBytes(string storage, string serverId)
    {
        if (!IsServerId(serverId) || ReadRegistration(storage, serverId) is null) return null;
        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };
        try
        {
            return new DirectoryInfo(DataFolder(storage, serverId)).EnumerateFiles("*", everything).Sum(file => file.Length);
        }
        catch (Exception error) when (DurableDocument.IsExpected(error))
        {
            throw DurableDocument.Unusable(DataFolder(storage, serverId), error);
        }
    }

    private static ServerRegistration? ReadRegistration(string storage, string id)
    {
        var path = RegistrationPath(storage, id);
        if (DurableDocument.Read(path, VaultJson.Default.ServerRegistration) is not { } registration) return null;
        DurableDocument.CheckVersion(registration.Version, Version, path);
        return registration.Id == id && registration.Name is not null ? registration : throw DurableDocument.Damaged(path, "it is another server's");
    }

    public static string HashOf(string registrationKey) => Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(registrationKey)));
}
