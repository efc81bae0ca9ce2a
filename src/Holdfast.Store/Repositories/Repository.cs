using Holdfast.Format;
using Holdfast.Format.Keys;
using Holdfast.Store.Blobs;
using Holdfast.Store.Index;
using Holdfast.Store.Pool;
using Holdfast.Store.Reading;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Writing;

namespace Holdfast.Store.Repositories;

/// <summary>
/// Packs, recovery points and keys over a blob store: the pool is one over its disks, a server's copy in a vault is one over its prefix.
/// One process owns a repository at a time; inside it, everything here is thread-safe.
/// </summary>
public sealed class Repository : IDisposable
{
    private Repository(IBlobStore blobs, Keyring keyring, RepositoryOptions options, bool isReadOnly)
    {
        Blobs = blobs;
        Keyring = keyring;
        Options = options;
        Damage = new DamageRegister(blobs, isReadOnly);
        Index = ChunkIndex.Open(options.IndexDirectory);
        Packs = new PackAccess(this);
        Chunks = new ChunkReader(this);
        Points = new RecoveryPointShelf(this);
        Sessions = new SessionRegistry(this);
        Descriptions = new DescriptionShelf(this);
    }

    public IBlobStore Blobs { get; }

    public Keyring Keyring { get; }

    public RepositoryOptions Options { get; }

    public ChunkIndex Index { get; }

    public DamageRegister Damage { get; }

    public ChunkReader Chunks { get; }

    public RecoveryPointShelf Points { get; }

    public SessionRegistry Sessions { get; }

    public DescriptionShelf Descriptions { get; }

    internal PackAccess Packs { get; }

    /// <summary>Lays out a new repository: marker and first key slot. The order makes a half-made one recognizable: the marker comes last.</summary>
    public static void Create(IBlobStore blobs, Keyring keyring, string passphrase, IRandomness randomness)
    {
        try
        {
            blobs.Create(BlobNames.KeySlot(1), KeySlot.Wrap(keyring, passphrase, PassphraseKdf.Default, randomness));
        }
        catch (StorageException fault) when (fault.Fault == StorageFault.AlreadyExists && TryUnlock(blobs, passphrase)?.Repository == keyring.Repository)
        {
            // A lay-out that was cut off before its marker: it is finished now.
        }
        blobs.Create(BlobNames.Repository, new RepositoryMarker(RepositoryMarker.FormatName, RepositoryMarker.CurrentVersion, keyring.Repository.ToString()).ToBytes());
    }

    /// <summary>Opens a repository, takes ownership of it, and brings the index up to date with the packs that are there.</summary>
    /// <exception cref="StorageException">Not a repository, a newer one, another one than the keyring's, or a listing that failed.</exception>
    public static Repository Open(IBlobStore blobs, Keyring keyring, RepositoryOptions options)
    {
        CheckMarker(blobs, keyring);
        var repository = new Repository(blobs, keyring, options, isReadOnly: false);
        try
        {
            repository.Sessions.TakeOwnership();
            IndexRefresh.Run(repository);
            return repository;
        }
        catch
        {
            repository.Dispose();
            throw;
        }
    }

    /// <summary>Opens for reading what another server owns: takes no ownership, writes nothing but the local index.</summary>
    public static Repository OpenForReading(IBlobStore blobs, Keyring keyring, RepositoryOptions options)
    {
        CheckMarker(blobs, keyring);
        var repository = new Repository(blobs, keyring, options, isReadOnly: true);
        try
        {
            IndexRefresh.Run(repository);
            return repository;
        }
        catch
        {
            repository.Dispose();
            throw;
        }
    }

    /// <summary>Finds the keyring with the passphrase alone: how a server that lost everything starts again.</summary>
    /// <exception cref="StorageException"><see cref="StorageFault.WrongPassphrase"/>.</exception>
    public static Keyring Unlock(IBlobStore blobs, string passphrase)
    {
        _ = ReadMarker(blobs);
        return TryUnlock(blobs, passphrase) ?? throw new StorageException(StorageFault.WrongPassphrase, "The passphrase does not open this repository.");
    }

    public static bool Exists(IBlobStore blobs)
    {
        try
        {
            return blobs.GetLength(BlobNames.Repository) > 0;
        }
        catch (StorageException fault) when (fault.Fault == StorageFault.NotFound)
        {
            return false;
        }
    }

    /// <summary>Bytes in packs and number of packs, as the store lists them.</summary>
    public (long Packs, long Bytes) Measure()
    {
        var packs = ReachablePacks();
        return (packs.Count, packs.Sum(pack => pack.Length));
    }

    /// <summary>Packs that can be read now. A pool lists them even while a disk is away; whoever removes something must not go by this.</summary>
    public IReadOnlyList<BlobInfo> ReachablePacks() => Blobs is IPartialStore partial ? partial.ListReachable(BlobNames.Packs).Blobs : Blobs.List(BlobNames.Packs);

    /// <summary>Brings the index in line with the packs that are there now: after a disk came back or went, or after the index was lost.</summary>
    /// <param name="progress">Packs read and packs to read.</param>
    /// <returns>Names of packs whose footer is damaged.</returns>
    public IReadOnlyList<string> RefreshIndex(Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        var damaged = IndexRefresh.Run(this, progress, cancellation);
        Index.Flush();
        return [.. damaged.Select(pack => pack.ToString())];
    }

    public void Dispose()
    {
        try
        {
            Index.Flush(); // a cache: what a failure loses is read again from the footers
        }
        finally
        {
            Index.Dispose();
            Packs.Dispose();
        }
    }

    /// <summary>A slot that is damaged, or not a slot at all, does not keep another from opening.</summary>
    private static Keyring? TryUnlock(IBlobStore blobs, string passphrase)
    {
        MalformedDataException? damaged = null;
        var slots = blobs.List(BlobNames.Keys);
        foreach (var slot in slots.Reverse().Where(slot => slot.Length <= 1 << 20))
        {
            try
            {
                var bytes = new byte[slot.Length];
                blobs.Read(slot.Name, 0, bytes);
                if (KeySlot.Unwrap(bytes, passphrase) is { } keyring) return keyring;
            }
            catch (MalformedDataException error)
            {
                damaged = error;
            }
        }
        return damaged is null ? null : throw new StorageException(StorageFault.Damaged, $"No key slot opens, and one is damaged: {damaged.Message}", damaged);
    }

    private static void CheckMarker(IBlobStore blobs, Keyring keyring)
    {
        var marker = ReadMarker(blobs);
        if (marker.Id != keyring.Repository.ToString())
            throw new StorageException(StorageFault.ForeignDisk, $"Repository {marker.Id} was found where {keyring.Repository} was expected.");
    }

    private static RepositoryMarker ReadMarker(IBlobStore blobs)
    {
        var bytes = new byte[Math.Min(blobs.GetLength(BlobNames.Repository), 4096)];
        blobs.Read(BlobNames.Repository, 0, bytes);
        return RepositoryMarker.Read(bytes);
    }
}
