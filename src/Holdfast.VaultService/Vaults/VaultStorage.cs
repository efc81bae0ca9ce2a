using System.Collections.Concurrent;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Format.Keys;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.Vault.Azure;
using Holdfast.VaultService.Data;

namespace Holdfast.VaultService.Vaults;

/// <summary>Opens the storage of vaults: each once, after it was seen that it is the vault's own. A server's blobs lie beneath servers/ID/data/. Thread-safe.</summary>
internal sealed class VaultStorage(string folder, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Opened>> opened = new(StringComparer.Ordinal);

    internal StorageSignIn SignIn { get; } = new(folder);

    /// <summary>The folder of a server's blobs, within a vault's storage.</summary>
    internal static string PrefixOf(string serverId) => $"servers/{serverId}/data/";

    /// <summary>The whole of a vault's storage, as the vault itself uses it.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.ServiceUnreachable"/>, <see cref="ErrorCode.VaultNotFound"/>, <see cref="ErrorCode.WrongVault"/>, <see cref="ErrorCode.VaultDataDamaged"/>.</exception>
    internal IBlobStore Open(VaultRow vault) => Get(vault).Store;

    /// <summary>Signs addresses for single blobs; null where the storage is a folder.</summary>
    internal AzureGrants? Grants(VaultRow vault) => Get(vault).Grants;

    /// <summary>One of <see cref="VaultTransfers"/>.</summary>
    internal static string TransferOf(VaultRow vault) => StoragePlace.Parse(vault.Storage).Folder is null ? VaultTransfers.Azure : VaultTransfers.Service;

    /// <summary>Takes new storage for a vault: it has to be empty, and is marked as the vault's.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.VaultStorageTaken"/>, <see cref="ErrorCode.ServiceUnreachable"/>.</exception>
    internal void Take(VaultRow vault)
    {
        var place = StoragePlace.Parse(vault.Storage);
        if (place.Folder is { } path)
        {
            // A vault that was deleted leaves folders without files.
            if (Directory.Exists(path) && !File.Exists(Path.Combine(path, VaultMarker.BlobName))
                && Directory.EnumerateFileSystemEntries(path).Any(entry => Path.GetFileName(entry) is not ("lost+found" or ".tmp" or "servers")))
                throw new HoldfastException(ErrorCode.VaultStorageTaken, $"The folder '{path}' is not empty.");
            DurableDocument.MakeFolder(path);
        }
        using var storage = Reach(vault, place, isNew: true);
        if (storage.Store.List("servers/").Count > 0 || !new VaultMarker(VaultMarker.CurrentVersion, vault.Id, vault.Name).TryWrite(storage.Store))
            throw new HoldfastException(ErrorCode.VaultStorageTaken, $"'{vault.Storage}' holds a vault already.");
    }

    /// <summary>Gives storage back whose vault is deleted: it can be used for another one.</summary>
    internal void Leave(VaultRow vault)
    {
        Get(vault).Store.Delete(VaultMarker.BlobName);
        if (opened.TryRemove(vault.Id, out var entry) && entry.IsValueCreated) entry.Value.Dispose();
        SignIn.Forget(vault.Id);
    }

    public void Dispose()
    {
        foreach (var entry in opened.Values.Where(entry => entry.IsValueCreated)) entry.Value.Dispose();
        opened.Clear();
    }

    private Opened Get(VaultRow vault)
    {
        var entry = opened.GetOrAdd(vault.Id, _ => new Lazy<Opened>(() => OpenOwn(vault)));
        try
        {
            return entry.Value;
        }
        catch
        {
            // The next caller tries again: storage comes back.
            opened.TryRemove(new KeyValuePair<string, Lazy<Opened>>(vault.Id, entry));
            throw;
        }
    }

    private Opened OpenOwn(VaultRow vault)
    {
        var place = StoragePlace.Parse(vault.Storage);
        if (place.Folder is { } path)
        {
            // Before anything is made there: where a disk was not mounted, its folder is empty.
            if (!Directory.Exists(path)) throw new HoldfastException(ErrorCode.ServiceUnreachable, $"The vault's folder '{path}' is not there.");
            if (!File.Exists(Path.Combine(path, VaultMarker.BlobName))) throw new HoldfastException(ErrorCode.VaultNotFound, $"There is no vault in '{path}'.");
        }
        var storage = Reach(vault, place, isNew: false);
        try
        {
            var marker = VaultMarker.Read(storage.Store) ?? throw new HoldfastException(ErrorCode.VaultNotFound, $"There is no vault in '{vault.Storage}'.");
            return marker.Id == vault.Id ? storage : throw new HoldfastException(ErrorCode.WrongVault, $"'{vault.Storage}' holds the vault '{marker.Name}', not '{vault.Name}'.");
        }
        catch (StorageException failure)
        {
            storage.Dispose();
            throw new HoldfastException(ErrorCode.ServiceUnreachable, $"The storage of the vault '{vault.Name}' cannot be reached: {failure.Message}", inner: failure);
        }
        catch
        {
            storage.Dispose();
            throw;
        }
    }

    private Opened Reach(VaultRow vault, StoragePlace place, bool isNew)
    {
        try
        {
            if (place.Folder is { } path) return new Opened(new FolderBlobStore(path), null, null);
            var account = AzureAccount.Open(SignIn.Read(vault.Id), new AzureNetwork(clock, SystemRandomness.Instance));
            if (isNew) account.EnsureContainer(place.Container!);
            var container = new AzurePlace(place.Container!);
            return new Opened(account.OpenStore(container, Tier(vault.Rules.PackTier)), account.OpenGrants(container), account);
        }
        catch (StorageException failure)
        {
            throw new HoldfastException(ErrorCode.ServiceUnreachable, $"The storage of the vault '{vault.Name}' cannot be reached: {failure.Message}", inner: failure);
        }
    }

    private static AzureTier Tier(string name) => name switch
    {
        VaultRules.Cool => AzureTier.Cool,
        VaultRules.Cold => AzureTier.Cold,
        _ => AzureTier.Hot,
    };

    private sealed record Opened(IBlobStore Store, AzureGrants? Grants, IDisposable? Account) : IDisposable
    {
        public void Dispose()
        {
            (Store as IDisposable)?.Dispose();
            Account?.Dispose();
        }
    }
}
