using Holdfast.Store.Blobs;

namespace Holdfast.Testing.Blobs;

/// <summary>Counts what is asked of a store for reading: each call would be a request to a store over a network. Thread-safe.</summary>
public sealed class CountingBlobStore(IBlobStore inner) : IBlobStore
{
    private long reads, bytesRead, lengths, lists, packReads, packBytes;

    /// <summary>Ranges read, of any blob.</summary>
    public long Reads => Interlocked.Read(ref reads);

    public long BytesRead => Interlocked.Read(ref bytesRead);

    /// <summary>Ranges read of packs.</summary>
    public long PackReads => Interlocked.Read(ref packReads);

    public long PackBytes => Interlocked.Read(ref packBytes);

    public long Lengths => Interlocked.Read(ref lengths);

    public long Lists => Interlocked.Read(ref lists);

    /// <summary>Reads, questions for a length, and listings.</summary>
    public long All => Reads + Lengths + Lists;

    public void Reset()
    {
        Interlocked.Exchange(ref reads, 0);
        Interlocked.Exchange(ref bytesRead, 0);
        Interlocked.Exchange(ref lengths, 0);
        Interlocked.Exchange(ref lists, 0);
        Interlocked.Exchange(ref packReads, 0);
        Interlocked.Exchange(ref packBytes, 0);
    }

    public IBlobWriter BeginCreate(string name, long expectedLength) => inner.BeginCreate(name, expectedLength);

    public void Create(string name, ReadOnlySpan<byte> content) => inner.Create(name, content);

    public long GetLength(string name)
    {
        Interlocked.Increment(ref lengths);
        return inner.GetLength(name);
    }

    public void Read(string name, long offset, Span<byte> destination)
    {
        Interlocked.Increment(ref reads);
        Interlocked.Add(ref bytesRead, destination.Length);
        if (name.StartsWith("packs/", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref packReads);
            Interlocked.Add(ref packBytes, destination.Length);
        }
        inner.Read(name, offset, destination);
    }

    public IReadOnlyList<BlobInfo> List(string prefix)
    {
        Interlocked.Increment(ref lists);
        return inner.List(prefix);
    }

    public bool Delete(string name) => inner.Delete(name);
}
