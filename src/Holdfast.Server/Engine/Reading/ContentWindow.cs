using Holdfast.Format.Chunks;
using Holdfast.Format.Items;

namespace Holdfast.Server.Engine.Reading;

/// <summary>A stretch of a file's bytes: which chunk goes where in the buffer. Filled whole or not at all.</summary>
internal sealed class ContentWindow(Memory<byte> buffer) : IChunkReceiver
{
    private readonly Dictionary<ChunkId, List<Piece>> wanted = [];
    private ChunkUnavailableException? missing;

    internal int Length { get; private set; }

    /// <summary>Adds the bytes of an extent behind the first that are skipped. False: the window is full.</summary>
    internal bool TryAdd(in Extent extent, long skipped)
    {
        var length = extent.Length - skipped;
        if (length == 0) return true;
        var room = buffer.Length - Length;
        // A piece is cut only where it would not fit into an empty window either: each chunk is decoded once.
        if (room == 0 || (length > room && !extent.IsHole && Length > 0)) return false;
        var taken = (int)Math.Min(length, room);
        if (extent.IsHole) buffer.Span.Slice(Length, taken).Clear();
        else Of(extent.Chunk).Add(new Piece((int)(extent.Offset + skipped), Length, taken));
        Length += taken;
        return true;
    }

    /// <exception cref="ChunkUnavailableException">A chunk is damaged or not there.</exception>
    internal void Fill(IChunkSource chunks, CancellationToken cancellation)
    {
        if (wanted.Count > 0) chunks.ReadMany(wanted.Keys, this, cancellation);
        if (Volatile.Read(ref missing) is { } reason) throw reason;
    }

    public void Received(in ChunkId id, ReadOnlySpan<byte> plain)
    {
        foreach (var piece in wanted[id])
        {
            if (plain.Length - piece.From < piece.Length)
            {
                Unavailable(new ChunkUnavailableException(id, $"it is {plain.Length} bytes long, and byte {piece.From + piece.Length} is wanted"));
                return;
            }
            plain.Slice(piece.From, piece.Length).CopyTo(buffer.Span[piece.To..]);
        }
    }

    public void Unavailable(ChunkUnavailableException reason) => Interlocked.CompareExchange(ref missing, reason, null);

    private List<Piece> Of(ChunkId id)
    {
        if (!wanted.TryGetValue(id, out var pieces)) wanted.Add(id, pieces = []);
        return pieces;
    }

    private readonly record struct Piece(int From, int To, int Length);
}
