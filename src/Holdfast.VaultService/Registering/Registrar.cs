using System.Buffers.Text;
using System.Data;
using System.Security.Cryptography;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Hosting;
using Holdfast.VaultService.Issuing;
using Holdfast.VaultService.Vaults;

namespace Holdfast.VaultService.Registering;

/// <summary>Takes servers into vaults by their credentials, renews their certificates, and opens vaults for reading.</summary>
internal sealed class Registrar(ServiceRecords records)
{
    private readonly CredentialsDesk desk = new(records);

    /// <summary>
    /// Registers a server. The same id keeps its data, and its certificate of before is no longer good; another server's name is refused, and another name for the same id unless
    /// <paramref name="replace"/> says that its place is taken.
    /// </summary>
    /// <param name="request">Certificate request, DER; null for a server that uses the data folder itself.</param>
    /// <returns>The vault, and the certificate where one was asked for.</returns>
    /// <exception cref="HoldfastException">Credentials refused or used by another server, vault not active, name taken, server renamed, request not acceptable, storage away.</exception>
    internal (VaultRow Vault, byte[]? Certificate) Register(VaultCredentials credentials, string serverName, string serverId, bool replace, byte[]? request)
    {
        ServerRule.Check(serverId, serverName);
        var vault = desk.Check(credentials);
        _ = records.Storage.Open(vault);
        using var certificate = request is null ? null : records.Authority.IssueForServer(request, vault.Id, serverId, serverName);
        var now = records.Clock.GetUtcNow();
        records.Database.Write((connection, transaction) =>
        {
            CheckActive(VaultTable.Get(vault.Id, connection, transaction) ?? vault);
            CredentialsDesk.CheckNewest(credentials, CredentialsTable.Newest(vault.Id, connection, transaction));
            if (!CredentialsTable.TryUse(vault.Id, credentials.Serial, serverId, connection, transaction))
                throw new HoldfastException(ErrorCode.VaultCredentialsUsed, "Another server has registered with this credentials file: it is good for one.");
            var before = CheckName(vault, serverName, serverId, replace, connection, transaction);
            ServerTable.Save(
                new ServerRow
                {
                    VaultId = vault.Id, Id = serverId, Name = serverName, Registered = before?.Registered ?? VaultTime.From(now), LastRegistered = VaultTime.From(now),
                    Certificate = certificate?.SerialNumber,
                },
                connection, transaction);
            AuditTable.Add(now, $"server {serverName}", before is null ? "register server" : "register server again", vault.Name, serverId, connection, transaction);
            return 0;
        });
        return (vault, certificate?.RawData);
    }

    /// <summary>A new certificate for a registered server; the one that it called with is good until the new one is used.</summary>
    internal byte[] Renew(VaultCaller.Server caller, byte[] request)
    {
        var server = records.Servers.Get(caller.VaultId, caller.ServerId);
        using var certificate = records.Authority.IssueForServer(request, caller.VaultId, caller.ServerId, server?.Name ?? caller.ServerId);
        if (!records.Servers.Renew(caller.VaultId, caller.ServerId, caller.Serial, certificate.SerialNumber))
            throw new HoldfastException(ErrorCode.ServerRenamed, "The server has registered again meanwhile.");
        return certificate.RawData;
    }

    /// <summary>Opens a vault for reading until the credentials expire. That one server has registered with them makes no difference.</summary>
    internal (VaultRow Vault, string Token) OpenForReading(VaultCredentials credentials)
    {
        var vault = desk.Check(credentials);
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        records.Credentials.AddReader(KnownCallers.HashOf(token), vault.Id, credentials.Serial, VaultTime.From(credentials.Expires), VaultTime.From(records.Clock.GetUtcNow()));
        return (vault, token);
    }

    /// <summary>The vault that credentials open.</summary>
    internal VaultRow Check(VaultCredentials credentials) => desk.Check(credentials);

    internal IReadOnlyList<VaultedServer> Servers(string vaultId) =>
        [.. records.Servers.Of(vaultId).Select(server => new VaultedServer(server.Id, server.Name, VaultTime.To(server.Registered), VaultTime.To(server.LastRegistered)))];

    private static void CheckActive(VaultRow vault)
    {
        if (vault.State != VaultStates.Active) throw new HoldfastException(ErrorCode.SubscriptionExpired, $"The vault '{vault.Name}' is {vault.State}: it takes no servers in.");
    }

    private static ServerRow? CheckName(VaultRow vault, string name, string id, bool replace, IDbConnection connection, IDbTransaction transaction)
    {
        if (ServerTable.Named(vault.Id, name, connection, transaction) is { } other && other.Id != id)
            throw new HoldfastException(
                ErrorCode.ServerNameTaken, $"Another server named '{other.Name}' ({other.Id}) is registered with the vault '{vault.Name}'.",
                "To recover what it stored, add it as an external server. To register this one as well, give it another name.");
        var before = ServerTable.Get(vault.Id, id, connection, transaction);
        if (before is null || replace || string.Equals(before.Name, name, StringComparison.OrdinalIgnoreCase)) return before;
        throw new HoldfastException(
            ErrorCode.ServerRenamed, $"The vault '{vault.Name}' knows this server as '{before.Name}', not as '{name}'.",
            "Give it its name back, or have it take the place of the one that the vault knows.");
    }
}
