using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Keys;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.Store.Durability;
using Holdfast.Store.Repositories;
using Holdfast.Vault;
using Holdfast.VaultService;

namespace Holdfast.Server.Engine;

/// <summary>Copies of other servers in a vault, read with the vault's credentials and each server's passphrase. Nothing is ever written there.</summary>
internal sealed class ExternalCopies(EngineOptions options, TimeProvider clock, IRandomness randomness) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (Repository Copy, FolderBlobStore Store)> open = [];

    public IReadOnlyList<ExternalServer> List()
    {
        lock (gate) return [.. Read().Select(ToView)];
    }

    /// <summary>Learns the servers of a vault; with a passphrase, opens the one it is for (or all that it opens).</summary>
    /// <exception cref="HoldfastException">The credentials are refused, the vault has no server of that id, or the passphrase opens none.</exception>
    public IReadOnlyList<ExternalServer> Add(ReadOnlyMemory<byte> credentials, string? serverId, string? passphrase)
    {
        lock (gate)
        {
            var vault = VaultRegistrar.Read(credentials.Span, clock);
            var known = Read().Where(record => record.VaultId != vault.VaultId).ToList();
            var found = vault.Servers.Select(server => new ExternalServerRecord(server.Id, server.Name, vault.VaultId, vault.VaultName, server.Folder)).ToList();
            if (found.Count == 0) throw new HoldfastException(ErrorCode.NotAServerOrNoData, $"No server has put data into the vault '{vault.VaultName}'.");
            if (serverId is not null && found.All(record => record.ServerId != serverId))
                throw new HoldfastException(ErrorCode.ServerNotFound, $"The vault '{vault.VaultName}' holds no server {serverId}.");
            if (passphrase is not null) Unlock(found.Where(record => serverId is null || record.ServerId == serverId), passphrase);
            known.AddRange(found);
            PrivateFile.Write(options.Externals, JsonSerializer.SerializeToUtf8Bytes(known, EngineJson.Default.ListExternalServerRecord));
            return [.. found.Select(ToView)];
        }
    }

    /// <exception cref="HoldfastException">Not known, or its passphrase was not given.</exception>
    public Repository Require(string serverId)
    {
        lock (gate)
        {
            if (open.TryGetValue(serverId, out var opened)) return opened.Copy;
            var record = Read().FirstOrDefault(record => record.ServerId == serverId)
                ?? throw new HoldfastException(ErrorCode.ServerNotFound, $"There is no external server {serverId}.", "Run: holdfast external add CREDENTIALS");
            var keyring = PrivateFile.ReadKeyring(options.ExternalKeys(serverId))
                ?? throw new HoldfastException(ErrorCode.PassphraseMismatch, $"The copy of server {record.ServerName} is not open.", "Run external add again with that server's passphrase.");
            if (!Directory.Exists(record.Prefix)) throw new HoldfastException(ErrorCode.ServiceUnreachable, $"The vault's folder '{record.Prefix}' is not there.");
            var store = new FolderBlobStore(record.Prefix);
            var copy = VaultCopy.OpenForReading(store, keyring, options.ExternalIndex(serverId), clock, randomness);
            open.Add(serverId, (copy, store));
            return copy;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var (copy, store) in open.Values)
            {
                copy.Dispose();
                store.Dispose();
            }
            open.Clear();
        }
    }

    private void Unlock(IEnumerable<ExternalServerRecord> records, string passphrase)
    {
        var any = false;
        foreach (var record in records)
        {
            using var store = new FolderBlobStore(record.Prefix);
            try
            {
                PrivateFile.WriteKeyring(options.ExternalKeys(record.ServerId), Repository.Unlock(store, passphrase));
                any = true;
                if (open.Remove(record.ServerId, out var old))
                {
                    old.Copy.Dispose();
                    old.Store.Dispose();
                }
            }
            catch (StorageException fault) when (fault.Fault is StorageFault.WrongPassphrase or StorageFault.NotFound)
            {
                // Another server's: each has a passphrase of its own.
            }
        }
        if (!any) throw new HoldfastException(ErrorCode.PassphraseMismatch, "The passphrase opens no server's copy in this vault.");
    }

    private ExternalServer ToView(ExternalServerRecord record)
    {
        var isOpen = File.Exists(options.ExternalKeys(record.ServerId));
        var points = 0;
        if (isOpen && Directory.Exists(record.Prefix)) points = Require(record.ServerId).Points.All().Count(point => point.IsListed);
        return new ExternalServer(record.ServerId, record.ServerName, record.VaultName, isOpen, points);
    }

    private List<ExternalServerRecord> Read() => File.Exists(options.Externals)
        ? JsonSerializer.Deserialize(DurableFile.ReadAll(options.Externals, 16 << 20), EngineJson.Default.ListExternalServerRecord) ?? []
        : [];
}
