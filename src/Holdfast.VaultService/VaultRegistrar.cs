using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;

namespace Holdfast.VaultService;

/// <summary>
/// What a server does with a credentials file: checks it, registers, or looks which servers a vault holds. Needs the file and the vault's storage folder only, so
/// it works from a new machine after everything else was lost.
/// </summary>
public static class VaultRegistrar
{
    private const int LargestFile = 64 << 10, LongestServerName = 200;

    /// <summary>How far the clocks of a vault's owner and of a server may be apart.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(15);

    /// <summary>Registers a server. The same server id keeps its data; a name that another server has is refused.</summary>
    /// <param name="serverId">32 lower-case hexadecimal digits.</param>
    /// <exception cref="HoldfastException">The credentials are foreign, altered, expired or superseded; the vault is gone; the name is taken.</exception>
    public static VaultRegistration Register(ReadOnlySpan<byte> credentialsFile, string serverName, string serverId, TimeProvider clock)
    {
        if (!VaultFolder.IsServerId(serverId)) throw new ArgumentException("A server id has 32 hexadecimal digits.", nameof(serverId));
        if (serverName.Length is 0 or > LongestServerName || serverName.Any(char.IsControl))
            throw new HoldfastException(ErrorCode.BadRequest, $"A server's name has 1 to {LongestServerName} characters, and no control characters among them.");
        var (credentials, vault) = Check(credentialsFile, clock);
        if (vault.State != VaultDocument.Active) throw new HoldfastException(ErrorCode.SubscriptionExpired, $"The vault '{vault.Name}' is {vault.State}.");
        using var alone = FolderLock.Take(credentials.Address);
        var servers = VaultFolder.Servers(credentials.Address);
        if (servers.FirstOrDefault(server => server.Id != serverId && string.Equals(server.Name, serverName, StringComparison.OrdinalIgnoreCase)) is { } other)
            throw new HoldfastException(
                ErrorCode.ServerNameTaken, $"Another server named '{other.Name}' ({other.Id}) is registered with the vault '{vault.Name}'.",
                "To recover what it stored, add it as an external server. To register this one as well, give it another name.");
        var now = clock.GetUtcNow();
        var before = servers.FirstOrDefault(server => server.Id == serverId);
        var data = VaultFolder.DataFolder(credentials.Address, serverId);
        DurableDocument.MakeFolder(data);
        DurableDocument.Write(
            VaultFolder.RegistrationPath(credentials.Address, serverId),
            new ServerRegistration(1, serverId, serverName, before?.Registered ?? now, now), VaultJson.Default.ServerRegistration);
        return new VaultRegistration(vault.Id, vault.Name, serverId, credentials.Address, data, vault.SoftDeleteDays);
    }

    /// <summary>The servers of a vault, for one who holds its credentials.</summary>
    /// <exception cref="HoldfastException">As <see cref="Register"/>.</exception>
    public static VaultContents Read(ReadOnlySpan<byte> credentialsFile, TimeProvider clock)
    {
        var (credentials, vault) = Check(credentialsFile, clock);
        return new VaultContents(
            vault.Id, vault.Name,
            [.. VaultFolder.Servers(credentials.Address).Select(server => new VaultServer(server.Id, server.Name, VaultFolder.DataFolder(credentials.Address, server.Id)))]);
    }

    /// <summary>What a vault says of itself now: its subscription's state above all. For a server that is registered with it.</summary>
    /// <exception cref="HoldfastException">The vault's folder is not there, or holds another vault.</exception>
    public static VaultDocument Look(string address, string vaultId)
    {
        var vault = VaultFolder.ReadDocument(address);
        return vault.Id == vaultId ? vault : throw new HoldfastException(ErrorCode.WrongVault, $"'{address}' holds the vault '{vault.Name}', not the one that this server is registered with.");
    }

    private static (VaultCredentials Credentials, VaultDocument Vault) Check(ReadOnlySpan<byte> file, TimeProvider clock)
    {
        var credentials = Parse(file);
        if (!ServiceKey.IsSigned(credentials.PublicKey, credentials.SignedBytes(), credentials.Signature))
            throw new HoldfastException(ErrorCode.VaultCredentialsAltered, "The credentials file was changed after the vault service signed it.");
        if (!Path.IsPathFullyQualified(credentials.Address)) throw new HoldfastException(ErrorCode.InvalidVaultCredentials, "The credentials name no place where the vault is.");
        var vault = VaultFolder.ReadDocument(credentials.Address);
        if (vault.Id != credentials.VaultId) throw new HoldfastException(ErrorCode.WrongVault, $"'{credentials.Address}' holds the vault '{vault.Name}', not '{credentials.VaultName}'.");
        if (vault.PublicKey != credentials.PublicKey) throw new HoldfastException(ErrorCode.VaultCredentialsForeign, "The credentials file was signed by another vault service.");
        var now = clock.GetUtcNow();
        if (now < credentials.Issued - ClockTolerance)
            throw new HoldfastException(ErrorCode.ClockSkew, $"The credentials file was issued at {credentials.Issued:u}, and here it is only {now:u}.");
        if (now >= credentials.Expires)
            throw new HoldfastException(ErrorCode.VaultCredentialsExpired, $"The credentials file expired on {credentials.Expires:u}.", "Have the vault's owner issue a new one: holdfast vault credentials NAME --out FILE");
        var isNewest = credentials.Serial == vault.NewestSerial && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(VaultFolder.HashOf(credentials.RegistrationKey)), Encoding.ASCII.GetBytes(vault.RegistrationKeyHash));
        return isNewest ? (credentials, vault)
            : throw new HoldfastException(ErrorCode.VaultCredentialsSuperseded, "A newer credentials file was issued for this vault: only the newest one is good.");
    }

    private static VaultCredentials Parse(ReadOnlySpan<byte> file)
    {
        try
        {
            if (file.Length <= LargestFile
                && JsonSerializer.Deserialize(file, VaultJson.Default.VaultCredentials) is { Format: VaultCredentials.FormatName, Version: VaultCredentials.CurrentVersion } credentials
                && credentials is { VaultId: not null, VaultName: not null, Address: not null, PublicKey: not null, RegistrationKey: not null, Signature: not null })
                return credentials;
        }
        catch (JsonException error)
        {
            throw new HoldfastException(ErrorCode.InvalidVaultCredentials, "This is not a vault credentials file.", inner: error);
        }
        throw new HoldfastException(ErrorCode.InvalidVaultCredentials, "This is not a vault credentials file, or one of another version.");
    }
}
