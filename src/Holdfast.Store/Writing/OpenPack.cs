using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;
using Holdfast.Store.Blobs;
using Holdfast.Store.Reading;

namespace Holdfast.Store.Writing;

/// <summary>
/// A pack that is being written. Places are handed out under the session's lock; sealing and writing go on in parallel. The pack is finished
/// when it was closed and every place that was handed out has been written.
/// </summary>
internal sealed class OpenPack(PackKey key, IBlobWriter writer, long limit, int alignment) : IDisposable
{
    private readonly List<PackEntry> entries = [];
    private int outstanding = 1; // the pack itself, until it is closed

    public PackId Id => key.Pack;

    public PackSealers Sealers { get; } = new(key);

    public IBlobWriter Writer => writer;

    public int Alignment => alignment;

    /// <summary>Bytes kept for the footer of a pack whose records may reach <paramref name="limit"/>.</summary>
    public static long FooterRoom(long limit) => Math.Max(limit / 32, 64 << 10);

    /// <summary>False where one more record, or its line in the footer, would reach past what was asked of the store.</summary>
    public bool HasRoomFor(int payloadLength) =>
        End + PackLayout.RecordSize(payloadLength) <= limit && (entries.Count + 2L) * PackLayout.FooterEntrySize < FooterRoom(limit) - (16 << 10);

    public IReadOnlyList<PackEntry> Entries => entries;

    public uint End { get; private set; } = PackLayout.HeaderSize;

    public ReadOnlySpan<byte> Header => key.Header;

    /// <summary>Call under the session's lock.</summary>
    public PackEntry Place(in ChunkId id, ChunkKind kind, ChunkCodec codec, int storedLength, int plainLength, out uint slot)
    {
        slot = (uint)entries.Count;
        var entry = new PackEntry(id, kind, codec, End, storedLength, plainLength);
        entries.Add(entry);
        End = checked(End + (uint)entry.RecordSize);
        Interlocked.Increment(ref outstanding);
        return entry;
    }

    /// <summary>True for the one caller after whom nothing is outstanding.</summary>
    public bool Release() => Interlocked.Decrement(ref outstanding) == 0;

    public void Dispose()
    {
        writer.Dispose();
        Sealers.Dispose();
    }
}
