namespace Holdfast.Workloads.Nbd;

/// <summary>The requests of one read, and what has come of each. Refuses what was not asked for, what comes twice, and what is missing.</summary>
internal sealed class NbdPieces
{
    private readonly long offset;
    private readonly int total;
    private readonly int pieceLength;
    private readonly ulong firstCookie;

    /// <summary>Of each piece, the bytes that have come; -1: it is closed.</summary>
    private readonly int[] taken;
    private NbdException? refusal;

    /// <param name="firstCookie">That of the first piece; those of the others follow.</param>
    public NbdPieces(long offset, int length, int pieceLength, ulong firstCookie)
    {
        (this.offset, total, this.pieceLength, this.firstCookie) = (offset, length, pieceLength, firstCookie);
        taken = new int[(int)(((long)length + pieceLength - 1) / pieceLength)];
        Open = taken.Length;
    }

    public int Count => taken.Length;

    /// <summary>Pieces that have not come to their end.</summary>
    public int Open { get; private set; }

    public long OffsetOf(int piece) => offset + ((long)piece * pieceLength);

    public int LengthOf(int piece) => Math.Min(pieceLength, total - (piece * pieceLength));

    public int Find(ulong cookie)
    {
        var piece = unchecked(cookie - firstCookie);
        return piece < (ulong)taken.Length && taken[piece] >= 0 ? (int)piece : throw new NbdException("The NBD server answers what it was not asked.");
    }

    /// <summary>Where bytes of a piece go: in ascending order, each once.</summary>
    public Span<byte> Take(int piece, long at, long length, Span<byte> buffer)
    {
        var (start, size) = (OffsetOf(piece), LengthOf(piece));
        if (at != start + taken[piece] || length < 1 || length > size - taken[piece]) throw new NbdException("The NBD server sends a range that was not asked for, or out of order.");
        var target = buffer.Slice((piece * pieceLength) + taken[piece], (int)length);
        taken[piece] += (int)length;
        return target;
    }

    public void Refuse(int piece, NbdException fault)
    {
        refusal ??= fault;
        taken[piece] = LengthOf(piece);
    }

    public void Close(int piece)
    {
        if (taken[piece] != LengthOf(piece)) throw new NbdException("The NBD server sends less than it was asked for.");
        taken[piece] = -1;
        Open--;
    }

    public void ThrowIfRefused()
    {
        if (refusal is not null) throw refusal;
    }
}
