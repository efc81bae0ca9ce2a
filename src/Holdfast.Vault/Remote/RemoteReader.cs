using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Joining;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Store.Blobs;
using Holdfast.Vault.Connections;

namespace Holdfast.Vault.Remote;

/// <summary>A look into a vault behind a service, for who holds good credentials. It lasts as long as they are good.</summary>
public sealed class RemoteReader : IVaultReader
{
    private readonly VaultTransport transport;

    private readonly RemoteVaultOptions options;
    private readonly List<GrantPath> grants = [];

    private RemoteReader(VaultTransport transport, RemoteVaultOptions options) => (this.transport, this.options) = (transport, options);

    /// <param name="address">Of the service, as the credentials have it.</param>
    /// <param name="authority">The authority that the credentials pin (DER, Base64).</param>
    /// <exception cref="HoldfastException">What the vault says against the credentials, or why it cannot be reached.</exception>
    public static RemoteReader Open(VaultCredentials credentials, string address, string authority, RemoteVaultOptions options)
    {
        var transport = new VaultTransport(address, authority, identity: null, options);
        try
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(new ExternalRequest(credentials), JoiningJson.Default.ExternalRequest);
            transport.Token = RemoteRegistration.Told(() => transport.Ask(VaultCall.Post("external", body), JoiningJson.Default.ExternalAnswer)).Token;
            return new RemoteReader(transport, options);
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    internal static RemoteReader OpenWithToken(string token, string address, string authority, RemoteVaultOptions options) =>
        new(new VaultTransport(address, authority, identity: null, options) { Token = token }, options);

    public VaultStanding Look() => RemoteRegistration.Told(() => transport.Ask(VaultCall.Get("standing"), VaultWireJson.Default.VaultStanding));

    public IReadOnlyList<VaultedServer> Servers() => RemoteRegistration.Told(() => transport.Ask(VaultCall.Get("external/servers"), JoiningJson.Default.VaultedServers)).Servers;

    /// <exception cref="HoldfastException"><see cref="ErrorCode.ServerNotFound"/>, or what the vault says.</exception>
    public IBlobStore Prefix(string serverId)
    {
        if (Servers().All(server => server.Id != serverId)) throw new HoldfastException(ErrorCode.ServerNotFound, "No server of this id is registered with the vault.");
        var root = $"{RemoteVault.BlobsPath}servers/{serverId}/";
        return new RemotePrefix(transport, PathTo(serverId, root), root, serverId, retire: null);
    }

    public void Dispose()
    {
        transport.Dispose();
        lock (grants)
            foreach (var path in grants) path.Dispose();
    }

    private IBlobPath PathTo(string serverId, string root)
    {
        if (Look().Transfer != VaultTransfers.Azure) return new ServicePath(transport, root);
        var path = new GrantPath(transport, options, serverId);
        lock (grants) grants.Add(path);
        return path;
    }
}
