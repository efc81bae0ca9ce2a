using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using BlobInfo = Holdfast.Store.Blobs.BlobInfo;

namespace Holdfast.Vault.Azure;

/// <summary>
/// Blobs in a container of Azure Blob Storage, signed in as the vault itself. Each is created by one Put Blob that never replaces; what failed for now is repeated as
/// <see cref="RetrySchedule"/> says.
/// </summary>
/// <remarks>
/// A Put Blob that got no answer may have taken effect. When its repetition finds the name taken, length and MD5 tell whether it did; a blob of another writer is
/// <see cref="StorageFault.AlreadyExists"/>. When nothing answers at all the fault is <see cref="StorageFault.Unavailable"/>, and the blob may be there: whole, or not at all.
/// </remarks>
public sealed class AzureBlobStore : IBlobStore, IImmutableStore
{
    private readonly BlobContainerClient container;
    private readonly AzurePlace place;
    private readonly AzureNetwork network;
    private readonly AzureTier packTier;
    private readonly TimeSpan? lockFor;

    internal AzureBlobStore(BlobContainerClient container, AzurePlace place, AzureNetwork network, AzureTier packTier, TimeSpan? lockFor)
    {
        this.container = container;
        this.place = place;
        this.network = network;
        this.packTier = packTier;
        this.lockFor = lockFor;
    }

    /// <param name="name">Of the blob.</param>
    /// <param name="expectedLength">Only a hint here: memory is taken as it is written.</param>
    public IBlobWriter BeginCreate(string name, long expectedLength)
    {
        place.Inner(name);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedLength);
        return new AzureBlobWriter(this, name);
    }

    public void Create(string name, ReadOnlySpan<byte> content)
    {
        using var writer = BeginCreate(name, content.Length);
        writer.WriteAt(0, content);
        writer.Commit(content.Length);
    }

    public long GetLength(string name)
    {
        var blob = Client(name);
        return Try(() => blob.GetProperties().Value.ContentLength, error => AzureFault.OfRead(error, $"'{name}' was not read"));
    }

    public void Read(string name, long offset, Span<byte> destination)
    {
        var blob = Client(name);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (destination.Length == 0) GetLength(name);
        var run = network.BeginRetries();
        for (var filled = 0; filled < destination.Length;)
        {
            filled += RangedGet.Read(blob, name, offset + filled, destination[filled..], network, out var broken);
            if (broken is not null && !run.WaitAfter(broken)) throw AzureFault.OfRead(broken, $"'{name}' was not read");
        }
    }

    public IReadOnlyList<BlobInfo> List(string prefix)
    {
        BlobName.CheckPrefix(prefix);
        var run = network.BeginRetries();
        var found = new List<BlobInfo>();
        string? next = null;
        while (true)
        {
            try
            {
                // A page counts only when it came whole: the name to go on from is taken over with it.
                foreach (var page in container.GetBlobs(BlobTraits.None, BlobStates.None, place.Prefix + prefix, CancellationToken.None).AsPages(next, network.ListingPage))
                {
                    foreach (var blob in page.Values) Add(blob, found);
                    next = page.ContinuationToken;
                }
                break;
            }
            catch (Exception error) when (AzureFault.IsExpected(error))
            {
                if (!run.WaitAfter(error)) throw AzureFault.OfListing(error, $"'{place.Container}/{place.Prefix}{prefix}' was not listed");
            }
        }
        found.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return found;
    }

    public bool Delete(string name)
    {
        var blob = Client(name);
        var run = network.BeginRetries();
        while (true)
        {
            try
            {
                blob.Delete(DeleteSnapshotsOption.IncludeSnapshots);
                return true;
            }
            catch (Exception error) when (AzureFault.IsNotFound(error))
            {
                return run.IsUnclear; // an attempt whose answer was lost has removed it, or nobody had to
            }
            catch (Exception error) when (AzureFault.IsExpected(error))
            {
                if (!run.WaitAfter(error)) throw AzureFault.OfWrite(error, $"'{name}' was not deleted");
            }
        }
    }

    /// <summary>Whether blobs of this container can be locked one by one.</summary>
    /// <exception cref="StorageException">Not reachable, not allowed, not there.</exception>
    public bool CanLock() => Try(() => container.GetProperties().Value.HasImmutableStorageWithVersioning, error => AzureFault.OfRead(error, $"'{place.Container}' was not read"));

    /// <summary>Locks a blob: until then nobody can change, remove or unlock it, the account's owner included. A lock can be made longer, never shorter.</summary>
    /// <exception cref="StorageException"><see cref="StorageFault.Forbidden"/> where a longer lock is there or locks are not for this container.</exception>
    public void Lock(string name, DateTimeOffset until)
    {
        var blob = Client(name);
        Try(() => blob.SetImmutabilityPolicy(new BlobImmutabilityPolicy { ExpiresOn = until, PolicyMode = BlobImmutabilityPolicyMode.Locked }),
            error => AzureFault.OfWrite(error, $"'{name}' was not locked"));
    }

    /// <summary>Sends a gathered blob.</summary>
    internal void Put(string name, PackBuffer buffer, long length)
    {
        var blob = Client(name);
        using var content = new PackStream(buffer, length);
        var put = new SinglePut(content, buffer.Md5(length), AzureTiers.Of(name, packTier)) { LockedUntil = lockFor is { } time ? network.Clock.GetUtcNow() + time : null };
        var run = network.BeginRetries();
        while (true)
        {
            try
            {
                put.Send(blob);
                return;
            }
            catch (Exception error) when (AzureFault.IsTaken(error))
            {
                if (run.IsUnclear && put.IsSame(Try(() => blob.GetProperties().Value, failure => AzureFault.OfRead(failure, $"Whether '{name}' was written is not known")))) return;
                throw new StorageException(StorageFault.AlreadyExists, $"'{name}' is there already.");
            }
            catch (Exception error) when (AzureFault.IsExpected(error))
            {
                if (!run.WaitAfter(error)) throw WriteFault(error, name);
            }
        }
    }

    /// <summary>A write that finds something missing misses the container, never the blob.</summary>
    private static StorageException WriteFault(Exception error, string name)
    {
        var fault = AzureFault.OfWrite(error, $"'{name}' was not written");
        return fault.Fault == StorageFault.NotFound ? new StorageException(StorageFault.WriteFailed, fault.Message) : fault;
    }

    private void Add(BlobItem blob, List<BlobInfo> found)
    {
        if (!blob.Name.StartsWith(place.Prefix, StringComparison.Ordinal)) return;
        var name = blob.Name[place.Prefix.Length..];
        // What no blob of ours can be called was put there by somebody else.
        if (BlobName.IsValid(name)) found.Add(new BlobInfo(name, blob.Properties.ContentLength ?? 0));
    }

    private BlockBlobClient Client(string name) => container.GetBlockBlobClient(place.Inner(name));

    private T Try<T>(Func<T> action, Func<Exception, StorageException> fault)
    {
        var run = network.BeginRetries();
        while (true)
        {
            try
            {
                return action();
            }
            catch (Exception error) when (AzureFault.IsExpected(error))
            {
                if (!run.WaitAfter(error)) throw fault(error);
            }
        }
    }
}
