using Holdfast.Format.Chunks;
using Holdfast.Format.Items;

namespace Holdfast.Agent.Applications;

/// <summary>
/// One place of the grid while it is filled with new bytes and with ranges of chunks that are stored already. A page that changed in an extent of eight then costs a page: what is around it stays where
/// it is. A place that has come to consist of much new, or of many pieces, is made one chunk again, so that files do not fall to pieces and old chunks are not kept for a few of their bytes.
/// </summary>
internal sealed class GridCell(int length)
{
    private const int MostPieces = 4, SmallestPiece = 4096;
    private readonly byte[] bytes = new byte[length];
    private readonly List<AssembledPiece> pieces = [];

    public int Filled { get; private set; }

    public int Room => length - Filled;

    /// <summary>Whether it is kept as its pieces; otherwise <see cref="Whole"/> is one chunk.</summary>
    public bool IsInPieces => pieces.Count <= MostPieces && pieces.Exists(piece => piece.IsKnown)
        && pieces.TrueForAll(piece => piece.IsKnown || piece.Length >= SmallestPiece) && pieces.Sum(piece => (long)piece.Length) * 2 <= Filled;

    /// <summary>Known ranges, and lengths of new bytes.</summary>
    public IReadOnlyList<AssembledPiece> Pieces => pieces;

    /// <summary>Bytes at a place within; those of known ranges are not there before <see cref="Whole"/>.</summary>
    public ReadOnlySpan<byte> Bytes(int at, int count) => bytes.AsSpan(at, count);

    public void Append(ReadOnlySpan<byte> some)
    {
        some.CopyTo(bytes.AsSpan(Filled));
        Filled += some.Length;
        if (pieces is [.., { IsKnown: false } last]) pieces[^1] = AssembledPiece.Chunk(last.Length + some.Length);
        else pieces.Add(AssembledPiece.Chunk(some.Length));
    }

    /// <summary>A range of a chunk. What goes on where the range before ended is one with it.</summary>
    public void Take(in Extent range)
    {
        Filled += checked((int)range.Length);
        if (pieces is [.., { IsKnown: true, Known: var last }] && last.Chunk == range.Chunk && last.Offset + last.Length == range.Offset)
            pieces[^1] = AssembledPiece.Of(last with { Length = last.Length + range.Length });
        else pieces.Add(AssembledPiece.Of(range));
    }

    /// <summary>All of it as bytes.</summary>
    /// <param name="read">Reads a range of a chunk.</param>
    public ReadOnlySpan<byte> Whole(ReadRange read)
    {
        var at = 0;
        foreach (var piece in pieces)
        {
            if (piece.IsKnown) read(piece.Known, bytes.AsSpan(at, (int)piece.Known.Length));
            at += piece.IsKnown ? (int)piece.Known.Length : piece.Length;
        }
        return bytes.AsSpan(0, Filled);
    }

    public void Clear()
    {
        Filled = 0;
        pieces.Clear();
    }

    internal delegate void ReadRange(in Extent range, Span<byte> into);
}
