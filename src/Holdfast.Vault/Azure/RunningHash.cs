using System.Security.Cryptography;

namespace Holdfast.Vault.Azure;

/// <summary>
/// The MD5 of a pack, computed while it is being written, as far as what was written follows without a gap: when the pack is to be sent little is left to do, and no request waits
/// for it. Thread-safe.
/// </summary>
internal sealed class RunningHash(PackBuffer buffer) : IDisposable
{
    private readonly Lock gate = new();
    private readonly SortedList<long, long> waiting = [];
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private long hashed;
    private bool isHashing;
    private bool isStale;

    /// <summary>These bytes are in the buffer now. Hashes them, and what waited for them, unless another thread is at it: then it does that.</summary>
    public void Wrote(long start, long end)
    {
        if (start == end) return;
        lock (gate)
        {
            // Written twice: what was hashed is no longer there.
            isStale |= start < hashed || !waiting.TryAdd(start, end);
            if (isStale || isHashing) return;
            isHashing = true;
        }
        while (Next() is { } next) Append(next.Start, next.End);
    }

    /// <summary>Nobody writes any more.</summary>
    public byte[] Finish(long length)
    {
        lock (gate)
        {
            if (isStale || hashed > length)
            {
                _ = hash.GetHashAndReset();
                hashed = 0;
            }
        }
        Append(hashed, length);
        return hash.GetHashAndReset();
    }

    public void Dispose() => hash.Dispose();

    /// <summary>What comes next and is there; null when nothing is, and then nobody is hashing.</summary>
    private (long Start, long End)? Next()
    {
        lock (gate)
        {
            if (waiting.Count == 0 || waiting.GetKeyAtIndex(0) != hashed)
            {
                // An overlap would never be reached.
                isStale |= waiting.Count > 0 && waiting.GetKeyAtIndex(0) < hashed;
                isHashing = false;
                return null;
            }
            var next = (hashed, waiting.GetValueAtIndex(0));
            waiting.RemoveAt(0);
            hashed = next.Item2;
            return next;
        }
    }

    private void Append(long start, long end)
    {
        for (var position = start; position < end;)
        {
            var piece = buffer.From(position);
            var count = (int)Math.Min(piece.Length, end - position);
            hash.AppendData(piece[..count]);
            position += count;
        }
    }
}
