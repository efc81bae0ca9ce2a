using Holdfast.Format.Keys;
using Holdfast.Store.Durability;

namespace Holdfast.Store.Blobs;

/// <summary>
/// Blobs as files beneath a folder, each at the path that is its name. A blob is written as ROOT/.tmp/RANDOM, synced, linked to its name
/// (which fails where the name is taken), and its folder is synced. Several processes may share the folder.
/// </summary>
/// <remarks>
/// Named places where a test can kill the process: blob.write (all written), blob.sync (file synced), blob.link (named),
/// blob.directory (durable), blob.delete (removed, not durable). The folder must be able to hold hard links.
/// </remarks>
public sealed class FolderBlobStore : IBlobStore, IDisposable
{
    private const int OpenFiles = 64;

    private readonly string root;
    private readonly string temporaries;
    private readonly IRandomness randomness;
    private readonly BlobFolders folders;
    private readonly ReadHandles handles = new(OpenFiles);

    /// <summary>Opens the folder, made where it is not there, and removes what dead writers left.</summary>
    /// <exception cref="StorageException">The folder cannot be made or read.</exception>
    public FolderBlobStore(string root, IRandomness? randomness = null)
    {
        this.root = Path.GetFullPath(root);
        this.randomness = randomness ?? SystemRandomness.Instance;
        temporaries = Path.Join(this.root, ".tmp");
        folders = new BlobFolders(this.root);
        try
        {
            DurableFile.MakeDirectories(temporaries);
            LeftoverFiles.Remove(temporaries);
        }
        catch (Exception error) when (IoFault.IsExpected(error))
        {
            throw IoFault.OfWrite(error, $"'{root}' cannot be opened");
        }
    }

    private bool IsThere => Directory.Exists(temporaries);

    public IBlobWriter BeginCreate(string name, long expectedLength)
    {
        BlobName.Check(name);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedLength);
        var temporary = Path.Join(temporaries, RandomName());
        try
        {
            return new FolderBlobWriter(this, name, temporary, DurableFile.OpenNew(temporary));
        }
        catch (Exception error) when (IoFault.IsExpected(error))
        {
            throw WriteFault(error, name);
        }
    }

    public void Create(string name, ReadOnlySpan<byte> content)
    {
        using var writer = BeginCreate(name, content.Length);
        writer.WriteAt(0, content);
        writer.Commit(content.Length);
    }

    /// <summary>Asks the folder itself, whatever files are open.</summary>
    public long GetLength(string name)
    {
        BlobName.Check(name);
        try
        {
            using var file = DurableFile.OpenRead(PathOf(name));
            return RandomAccess.GetLength(file);
        }
        catch (Exception error) when (IoFault.IsExpected(error))
        {
            throw ReadFault(error, name);
        }
    }

    public void Read(string name, long offset, Span<byte> destination)
    {
        BlobName.Check(name);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ReadHandles.Entry? entry = null;
        try
        {
            entry = handles.Acquire(name, PathOf(name));
            for (var filled = 0; filled < destination.Length;)
            {
                var read = RandomAccess.Read(entry.File, destination[filled..], offset + filled);
                if (read == 0) throw new StorageException(StorageFault.Damaged, $"'{name}' ends before byte {offset + destination.Length}.");
                filled += read;
            }
        }
        catch (Exception error) when (IoFault.IsExpected(error))
        {
            throw ReadFault(error, name);
        }
        finally
        {
            if (entry is not null) handles.Release(entry);
        }
    }

    public IReadOnlyList<BlobInfo> List(string prefix)
    {
        BlobName.CheckPrefix(prefix);
        try
        {
            var found = FolderListing.Read(root, prefix);
            // A folder that was unmounted looks empty: it is only believed while what this store made is still there.
            return IsThere ? found : throw Gone();
        }
        catch (Exception error) when (IoFault.IsExpected(error))
        {
            throw IsThere ? new StorageException(StorageFault.ListingFailed, $"'{root}' could not be listed: {error.Message}", error) : Gone(error);
        }
    }

    public bool Delete(string name)
    {
        BlobName.Check(name);
        var path = PathOf(name);
        try
        {
            var removed = DurableFile.TryRemove(path);
            handles.Remove(name);
            if (!removed && !IsThere) throw Gone();
            FailPoint.Reach("blob.delete");
            // Also where it was not there: the one who removed it may have died before it was durable.
            var folder = Path.GetDirectoryName(path)!;
            if (removed || Directory.Exists(folder)) DurableFile.SyncDirectory(folder);
            return removed;
        }
        catch (Exception error) when (IoFault.IsExpected(error))
        {
            throw WriteFault(error, name);
        }
    }

    /// <summary>Closes the files that are open for reading.</summary>
    public void Dispose() => handles.Dispose();

    /// <summary>Gives a synced temporary file its name, durably.</summary>
    internal void Publish(string temporary, string name)
    {
        var path = PathOf(name);
        if (!Link(temporary, name, path)) throw new StorageException(StorageFault.AlreadyExists, $"'{name}' is there already.");
        FailPoint.Reach("blob.link");
        try
        {
            DurableFile.Remove(temporary);
            DurableFile.SyncDirectory(Path.GetDirectoryName(path)!);
        }
        catch (DurabilityException)
        {
            // Whether the name survives a power cut is not known; the caller is told that it failed, so it must not be seen.
            DurableFile.Remove(path);
            throw;
        }
        FailPoint.Reach("blob.directory");
    }

    /// <summary>Removes a temporary file that will not be needed; what cannot be removed goes at the next open.</summary>
    internal void Discard(string temporary)
    {
        try
        {
            DurableFile.Remove(temporary);
        }
        catch (DurabilityException)
        {
        }
    }

    /// <summary>Where a write finds something missing, it is the disk or a folder: never "not found".</summary>
    internal StorageException WriteFault(Exception error, string name)
    {
        if (!IsThere) return Gone(error);
        var fault = IoFault.OfWrite(error, $"'{name}' was not written");
        return fault.Fault == StorageFault.NotFound ? new StorageException(StorageFault.WriteFailed, fault.Message, error) : fault;
    }

    private StorageException ReadFault(Exception error, string name) => IsThere ? IoFault.OfRead(error, $"'{name}' was not read") : Gone(error);

    private StorageException Gone(Exception? error = null) => new(StorageFault.DiskMissing, $"The folder '{root}' is gone.", error);

    private bool Link(string temporary, string name, string path)
    {
        folders.Ensure(name);
        try
        {
            return DurableFile.TryLink(temporary, path);
        }
        catch (DurabilityException error) when (error.Errno == DurabilityException.NotFound)
        {
            folders.Forget(); // a folder that was durable is gone: make it again, once
            folders.Ensure(name);
            return DurableFile.TryLink(temporary, path);
        }
    }

    private string PathOf(string name) => Path.Join(root, name);

    private string RandomName()
    {
        Span<byte> random = stackalloc byte[16];
        randomness.Fill(random);
        return Convert.ToHexStringLower(random);
    }
}
