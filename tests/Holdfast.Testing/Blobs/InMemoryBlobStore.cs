using Holdfast.Store;
using Holdfast.Store.Blobs;

namespace Holdfast.Testing.Blobs;

/// <summary>A blob store in memory that keeps the contract, and breaks down as it is told.</summary>
/// <param name="seed">Of the faults that strike by chance.</param>
public sealed class InMemoryBlobStore(int seed = 1) : IBlobStore
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, Stored> blobs = new(StringComparer.Ordinal);
    private long generation;
    private long operations;

    public BlobFaults Faults { get; } = new(seed);

    /// <summary>Called before every operation with its name and the blob's: for delays, and for stopping a test at a place.</summary>
    public Action<string, string>? Latency { get; set; }

    /// <summary>The store is full when it holds so many bytes.</summary>
    public long Capacity { get; set; } = long.MaxValue;

    /// <summary>Listings hide a blob for so many operations after it was created.</summary>
    public int ListingLag { get; set; }

    public long BytesHeld
    {
        get
        {
            lock (gate) return blobs.Values.Sum(blob => (long)blob.Content.Length);
        }
    }

    internal long Generation => Interlocked.Read(ref generation);

    public IBlobWriter BeginCreate(string name, long expectedLength)
    {
        BlobName.Check(name);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedLength);
        Begin("begin", name);
        if (BytesHeld + expectedLength > Capacity) throw Full(name);
        return new InMemoryBlobWriter(this, name);
    }

    public void Create(string name, ReadOnlySpan<byte> content)
    {
        using var writer = BeginCreate(name, content.Length);
        writer.WriteAt(0, content);
        writer.Commit(content.Length);
    }

    public long GetLength(string name)
    {
        BlobName.Check(name);
        Begin("length", name);
        return Get(name).Length;
    }

    public void Read(string name, long offset, Span<byte> destination)
    {
        BlobName.Check(name);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        Begin("read", name);
        if (Faults.Strikes(BlobFault.ReadFails, name)) throw new StorageException(StorageFault.Unavailable, $"'{name}' cannot be read for now.");
        var content = Get(name);
        if (offset + destination.Length > content.Length || Faults.Strikes(BlobFault.ShortRead, name))
            throw new StorageException(StorageFault.Damaged, $"'{name}' ends before byte {offset + destination.Length}.");
        content.AsSpan((int)offset, destination.Length).CopyTo(destination);
        if (destination.Length > 0 && Faults.Strikes(BlobFault.WrongBit, name)) destination[Faults.Below(destination.Length)] ^= (byte)(1 << Faults.Below(8));
    }

    public IReadOnlyList<BlobInfo> List(string prefix)
    {
        BlobName.CheckPrefix(prefix);
        Begin("list", prefix);
        if (Faults.Strikes(BlobFault.ListingFails, prefix)) throw new StorageException(StorageFault.ListingFailed, $"'{prefix}' was not listed completely.");
        var lags = Faults.Strikes(BlobFault.ListingLags, prefix);
        lock (gate)
        {
            var matching = blobs.Where(blob => blob.Key.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
            var shown = matching.Where(blob => operations - blob.Value.CreatedAt >= (lags ? Math.Max(ListingLag, 16) : ListingLag)).ToArray();
            if (!lags && shown.Length < matching.Length) Faults.Hit(BlobFault.ListingLags);
            return [.. shown.Select(blob => new BlobInfo(blob.Key, blob.Value.Content.Length))];
        }
    }

    public bool Delete(string name)
    {
        BlobName.Check(name);
        Begin("delete", name);
        if (Faults.Strikes(BlobFault.DeleteFails, name)) throw new StorageException(StorageFault.Unavailable, $"'{name}' was not deleted.");
        bool removed;
        lock (gate) removed = blobs.Remove(name);
        return Faults.Strikes(BlobFault.FailAfter, name) ? throw Ambiguous(name) : removed;
    }

    /// <summary>Turns one bit of a stored blob.</summary>
    public void Damage(string name, long bit)
    {
        lock (gate)
        {
            var changed = (byte[])Get(name).Clone();
            changed[bit / 8] ^= (byte)(1 << (int)(bit % 8));
            blobs[name] = blobs[name] with { Content = changed };
        }
    }

    /// <summary>Cuts a stored blob.</summary>
    public void Truncate(string name, int length)
    {
        lock (gate) blobs[name] = blobs[name] with { Content = Get(name)[..length] };
    }

    /// <summary>The power goes: what is not committed is gone, and its writers with it.</summary>
    public void LosePower() => Interlocked.Increment(ref generation);

    internal void Commit(string name, byte[] content)
    {
        Begin("commit", name);
        lock (gate)
        {
            if (blobs.ContainsKey(name)) throw new StorageException(StorageFault.AlreadyExists, $"'{name}' is there already.");
            if (BytesHeld + content.Length > Capacity) throw Full(name);
            blobs.Add(name, new Stored(content, operations));
        }
        if (Faults.Strikes(BlobFault.FailAfter, name)) throw Ambiguous(name);
    }

    internal void Begin(string operation, string name)
    {
        Latency?.Invoke(operation, name);
        Interlocked.Increment(ref operations);
        if (Faults.Strikes(BlobFault.FailBefore, name)) throw new StorageException(StorageFault.Unavailable, $"'{name}': {operation} failed.");
        if (operation is "begin" or "write" or "commit" && Faults.Strikes(BlobFault.Full, name)) throw Full(name);
    }

    private static StorageException Full(string name) => new(StorageFault.PoolFull, $"There is no room for '{name}'.");

    private static StorageException Ambiguous(string name) => new(StorageFault.Unavailable, $"'{name}': the answer was lost.");

    private byte[] Get(string name)
    {
        lock (gate)
        {
            return blobs.TryGetValue(name, out var blob) ? blob.Content : throw new StorageException(StorageFault.NotFound, $"'{name}' is not there.");
        }
    }

    private sealed record Stored(byte[] Content, long CreatedAt);
}
