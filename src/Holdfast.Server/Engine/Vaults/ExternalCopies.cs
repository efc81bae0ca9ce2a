using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Keys;
using Holdfast.Store;
using Holdfast.Store.Durability;
using Holdfast.Store.Repositories;
using Holdfast.Vault;
using Holdfast.Vault.Connections;

namespace Holdfast.Server.Engine.Vaults;

/// <summary>
/// Copies of other servers in a vault, read with the vault's credentials (kept as the secret that they are, and good for two days) and each server's passphrase.
/// Nothing is ever written there.
/// </summary>
internal sealed class ExternalCopies(EngineOptions options, IVaultAccess access, Func<VaultProxy?> proxy, TimeProvider clock, IRandomness randomness) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Repository> open = [];
    private readonly Dictionary<string, IVaultReader> readers = [];

    internal IReadOnlyList<ExternalServer> List()
    {
        lock (gate) return [.. Read().Select(ToView)];
    }

    /// <summary>Learns the servers of a vault; with a passphrase, opens the one it is for (or all that it opens).</summary>
    /// <param name="server">Id or name; null for any.</param>
    /// <exception cref="HoldfastException">The credentials are refused, the vault has no such server, or the passphrase opens none.</exception>
    internal IReadOnlyList<ExternalServer> Add(VaultCredentialsFile credentials, string? server, string? passphrase)
    {
        lock (gate)
        {
            var (vaultId, vaultName) = (credentials.Content.VaultId, credentials.Content.VaultName);
            RequireVaultOf(server, vaultId, vaultName);
            var reader = access.OpenForReading(credentials, proxy());
            try
            {
                var servers = reader.Servers();
                if (servers.Count == 0) throw new HoldfastException(ErrorCode.NoServersRegistered, $"No server is registered with the vault '{vaultName}'.");
                var chosen = server is null ? servers : [VaultServerChoice.Choose(servers, server, vaultName)];
                if (passphrase is not null) Unlock(reader, [.. chosen.Select(one => one.Id)], passphrase, ofOne: server is not null);
                Forget(vaultId);
                PrivateFile.Write(options.ExternalCredentials(vaultId), credentials.Bytes);
                readers[vaultId] = reader;
                var before = Read();
                var found = servers.Select(one => new ExternalServerRecord(
                    one.Id, one.Name, vaultId, vaultName, before.FirstOrDefault(record => record.ServerId == one.Id && record.VaultId == vaultId)?.Points ?? 0)).ToList();
                Write([.. before.Where(record => record.VaultId != vaultId && found.All(one => one.ServerId != record.ServerId)), .. found]);
            }
            catch
            {
                if (readers.GetValueOrDefault(vaultId) != reader) reader.Dispose();
                throw;
            }
            if (passphrase is not null) foreach (var record in Read().Where(record => record.VaultId == vaultId && IsOpen(record))) Require(record.ServerId);
            return [.. Read().Where(record => record.VaultId == vaultId).Select(ToView)];
        }
    }

    /// <exception cref="HoldfastException">Not known, its passphrase was not given, or the credentials are not good any more.</exception>
    internal Repository Require(string server)
    {
        lock (gate)
        {
            var known = Read();
            var record = known.FirstOrDefault(record => record.ServerId == server) ?? known.FirstOrDefault(record => string.Equals(record.ServerName, server, StringComparison.OrdinalIgnoreCase))
                ?? throw new HoldfastException(ErrorCode.ServerNotFound, $"There is no external server {server}.", "Run: holdfast external add CREDENTIALS");
            if (open.TryGetValue(record.ServerId, out var opened)) return opened;
            var keyring = PrivateFile.ReadKeyring(options.ExternalKeys(record.ServerId))
                ?? throw new HoldfastException(ErrorCode.PassphraseMismatch, $"The copy of server {record.ServerName} is not open.", "Run external add again with that server's passphrase.");
            var copy = VaultCopy.OpenForReading(Reader(record).Prefix(record.ServerId), keyring, options.ExternalIndex(record.ServerId), clock, randomness);
            open.Add(record.ServerId, copy);
            var points = copy.Points.All().Count(point => point.IsListed);
            if (points != record.Points) Write([.. known.Select(one => one == record ? one with { Points = points } : one)]);
            return copy;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var copy in open.Values) copy.Dispose();
            foreach (var reader in readers.Values) reader.Dispose();
            open.Clear();
            readers.Clear();
        }
    }

    /// <summary>Credentials of one vault do not open a server of another.</summary>
    private void RequireVaultOf(string? server, string vaultId, string vaultName)
    {
        if (server is null || Read().Where(record => record.ServerId == server || string.Equals(record.ServerName, server, StringComparison.OrdinalIgnoreCase)).ToList() is not [var only]
            || only.VaultId == vaultId) return;
        throw new HoldfastException(ErrorCode.WrongVault, $"The server {only.ServerName} is known from the vault '{only.VaultName}'; these are credentials of the vault '{vaultName}'.");
    }

    private IVaultReader Reader(ExternalServerRecord record)
    {
        if (readers.TryGetValue(record.VaultId, out var known)) return known;
        var path = options.ExternalCredentials(record.VaultId);
        if (!File.Exists(path))
            throw new HoldfastException(ErrorCode.VaultCredentialsExpired, $"The credentials of the vault '{record.VaultName}' are not here any more.", "Run: holdfast external add CREDENTIALS");
        var reader = access.OpenForReading(VaultCredentialsFile.Read(DurableFile.ReadAll(path, 1 << 20)), proxy());
        readers.Add(record.VaultId, reader);
        return reader;
    }

    private void Unlock(IVaultReader reader, IReadOnlyList<string> servers, string passphrase, bool ofOne)
    {
        var any = false;
        foreach (var server in servers)
            try
            {
                PrivateFile.WriteKeyring(options.ExternalKeys(server), Repository.Unlock(reader.Prefix(server), passphrase));
                any = true;
            }
            catch (StorageException fault) when (fault.Fault == StorageFault.NotFound && ofOne)
            {
                throw new HoldfastException(ErrorCode.NotAServerOrNoData, $"The server {server} is registered, but has put nothing into the vault.", inner: fault);
            }
            catch (StorageException fault) when (fault.Fault is StorageFault.WrongPassphrase or StorageFault.NotFound)
            {
                // Another server's: each has a passphrase of its own.
            }
        if (!any) throw new HoldfastException(ErrorCode.PassphraseMismatch, "The passphrase opens no server's copy in this vault.");
    }

    /// <summary>What was opened with the credentials from before is opened anew with those that are given now.</summary>
    private void Forget(string vaultId)
    {
        foreach (var record in Read().Where(record => record.VaultId == vaultId))
            if (open.Remove(record.ServerId, out var copy)) copy.Dispose();
        if (readers.Remove(vaultId, out var reader)) reader.Dispose();
    }

    private bool IsOpen(ExternalServerRecord record) => File.Exists(options.ExternalKeys(record.ServerId));

    private ExternalServer ToView(ExternalServerRecord record) => new(record.ServerId, record.ServerName, record.VaultName, IsOpen(record), IsOpen(record) ? record.Points : 0);

    private List<ExternalServerRecord> Read() => File.Exists(options.Externals)
        ? JsonSerializer.Deserialize(DurableFile.ReadAll(options.Externals, 16 << 20), EngineJson.Default.ListExternalServerRecord) ?? []
        : [];

    private void Write(List<ExternalServerRecord> records) =>
        PrivateFile.Write(options.Externals, JsonSerializer.SerializeToUtf8Bytes(records, EngineJson.Default.ListExternalServerRecord));
}
