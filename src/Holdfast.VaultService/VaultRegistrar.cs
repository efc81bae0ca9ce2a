using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Registering;
using Holdfast.VaultService.Vaults;

namespace Holdfast.VaultService;

/// <summary>What a server on the computer of the data folder does with a credentials file, where the storage is a folder.</summary>
public static class VaultRegistrar
{
    /// <summary>As <see cref="VaultDirectory.Register"/>.</summary>
    public static VaultRegistration Register(ReadOnlySpan<byte> credentialsFile, string serverName, string serverId, TimeProvider clock)
    {
        var address = AddressOf(VaultCredentials.Parse(credentialsFile));
        using var directory = VaultDirectory.Open(address, clock);
        var membership = directory.Register(credentialsFile, serverName, serverId);
        var vault = directory.Records.Vault(membership.VaultId);
        return new VaultRegistration(vault.Id, vault.Name, serverId, address, FolderOf(vault, serverId), vault.Rules.SoftDeleteDays);
    }

    /// <summary>The servers of a vault, for one who holds its credentials.</summary>
    public static VaultContents Read(ReadOnlySpan<byte> credentialsFile, TimeProvider clock)
    {
        var credentials = VaultCredentials.Parse(credentialsFile);
        using var directory = VaultDirectory.Open(AddressOf(credentials), clock);
        var registrar = new Registrar(directory.Records);
        var vault = registrar.Check(credentials);
        _ = directory.Records.Storage.Open(vault);
        return new VaultContents(vault.Id, vault.Name, [.. registrar.Servers(vault.Id).Select(server => new VaultServer(server.Id, server.Name, FolderOf(vault, server.Id)))]);
    }

    /// <summary>What a vault says of itself now. For a server that is registered with it.</summary>
    /// <param name="address">The data folder; a server that registered in the time of an earlier version knows the storage folder below it.</param>
    /// <exception cref="HoldfastException">The data folder or the storage is not there, or it is another vault's.</exception>
    public static VaultStanding Look(string address, string vaultId)
    {
        using var directory = VaultDirectory.Open(Existing(address), TimeProvider.System);
        var vault = directory.Records.Vaults.Get(vaultId)
            ?? throw new HoldfastException(ErrorCode.WrongVault, $"'{address}' does not hold the vault that this server is registered with.");
        _ = directory.Records.Storage.Open(vault);
        return new VaultStanding(vault.Id, vault.Name, vault.State, vault.Rules, VaultStorage.TransferOf(vault), TimeProvider.System.GetUtcNow());
    }

    private static string AddressOf(VaultCredentials credentials) => credentials.IsRemote
        ? throw new HoldfastException(ErrorCode.ServiceUnreachable, "The vault is behind a service, and not on this computer.") : Existing(credentials.Address);

    private static string Existing(string address)
    {
        if (VaultDirectory.IsAt(address)) return address;
        if (Path.GetDirectoryName(Path.GetDirectoryName(address)) is { } above && VaultDirectory.IsAt(above)) return above;
        throw new HoldfastException(ErrorCode.ServiceUnreachable, $"The vault's folder '{address}' is not there.");
    }

    private static string FolderOf(VaultRow vault, string serverId) => StoragePlace.Parse(vault.Storage).Folder is { } folder
        ? Path.Combine(folder, "servers", serverId, "data") : throw new HoldfastException(ErrorCode.ServiceUnreachable, "The vault's storage is not a folder.");
}
