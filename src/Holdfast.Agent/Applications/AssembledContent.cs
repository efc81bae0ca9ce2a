using System.Buffers;
using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;

namespace Holdfast.Agent.Applications;

/// <summary>One file on its way into a point: gathers bytes, has them cut, and hands parts to the workers. Memory: one buffer, which grows to the longest chunk.</summary>
/// <param name="basedOn">The file that ranges are taken over from; null for none.</param>
internal sealed class AssembledContent(PointAssembly assembly, Item item, IContentCutter cutter, FileExtents? basedOn) : ItemContent
{
    private const int FirstBuffer = 1 << 20, MostPieces = 4096;
    private readonly AssembledFile file = new(item);
    private readonly int grid = cutter is FixedCutter { ChunkLength: var length } ? length : 0;
    private readonly GridCell? cell = cutter is FixedCutter { ChunkLength: var place } ? new GridCell(place) : null;
    private byte[]? buffer;
    private byte[] previousChunk = [];
    private ChunkId previousId;
    private int previousLength = -1;

    /// <summary>Bytes of the buffer that are filled, and those of them that are cut.</summary>
    private int filled, cut;
    private List<AssembledPiece> pieces = [];
    private long position;
    private bool isDone;

    public override long Length => position;

    public override void Append(ReadOnlySpan<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(isDone, this);
        assembly.CountRead(bytes.Length);
        Put(bytes);
    }

    public override void AppendHole(long length)
    {
        ObjectDisposedException.ThrowIf(isDone, this);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (grid > 0)
        {
            // Whole places of the grid need no zeros; before and behind them what shares its chunk with data does.
            var ahead = position % grid;
            if (ahead > 0 && length >= grid - ahead) TakeZeros(grid - ahead, ref length);
            if (position % grid == 0 && length >= grid) TakeKnown(Extent.Hole(length - (length % grid)), ref length);
        }
        TakeZeros(length, ref length);
    }

    public override void CopyPrevious(long offset, long length)
    {
        ObjectDisposedException.ThrowIf(isDone, this);
        if (basedOn is null) throw new InvalidOperationException("The file is not based on another.");
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, basedOn.Size - offset);
        while (length > 0)
        {
            var (extent, start) = Previous(() => basedOn.At(offset));
            var within = offset - start;
            var taken = Math.Min(extent.Length - within, length);
            Copy(extent, within, taken);
            offset += taken;
            length -= taken;
        }
    }

    public override void Complete()
    {
        ObjectDisposedException.ThrowIf(isDone, this);
        Settle();
        Cut(last: true);
        isDone = true;
        Hand(isLast: true, carried: false);
        item.Size = position;
        assembly.Accept(item);
    }

    protected override void Dispose(bool disposing)
    {
        isDone = true;
        if (buffer is not null) ArrayPool<byte>.Shared.Return(buffer);
        buffer = null;
    }

    private void Copy(in Extent extent, long within, long taken)
    {
        if (extent.IsHole)
        {
            AppendHole(taken);
            return;
        }
        if (within == 0 && taken == extent.Length && IsAtBoundary(extent.Length))
        {
            TakeKnown(extent, ref taken);
            return;
        }
        var range = Extent.Data(extent.Chunk, checked((uint)(extent.Offset + within)), checked((uint)taken));
        if (cell is null)
        {
            position += taken;
            Take(Read(range));
            return;
        }
        while (range.Length > 0)
        {
            var some = (uint)Math.Min(cell.Room, range.Length);
            cell.Take(range with { Length = some });
            position += some;
            range = range with { Offset = range.Offset + some, Length = range.Length - some };
            if (cell.Room == 0) Settle();
        }
    }

    /// <summary>New bytes: of the grid whole places, and into the place that is being filled what is less.</summary>
    private void Put(ReadOnlySpan<byte> bytes)
    {
        position += bytes.Length;
        while (cell is not null && !bytes.IsEmpty)
        {
            var some = cell.Filled == 0 ? bytes.Length - (bytes.Length % grid) : 0;
            if (some > 0) Take(bytes[..some]);
            else
            {
                some = Math.Min(bytes.Length, cell.Room);
                cell.Append(bytes[..some]);
                if (cell.Room == 0) Settle();
            }
            bytes = bytes[some..];
        }
        if (!bytes.IsEmpty) Take(bytes);
    }

    /// <summary>Ends the place of the grid that is being filled.</summary>
    private void Settle()
    {
        if (cell is not { Filled: > 0 }) return;
        var at = 0;
        if (!cell.IsInPieces) Take(cell.Whole((in range, into) => Read(range).CopyTo(into)));
        else
            foreach (var piece in cell.Pieces)
            {
                if (piece.IsKnown) Add(piece);
                else TakeChunk(cell.Bytes(at, piece.Length));
                at += piece.IsKnown ? (int)piece.Known.Length : piece.Length;
            }
        cell.Clear();
    }

    private void TakeChunk(ReadOnlySpan<byte> bytes)
    {
        Cut(last: false); // places are whole: nothing is left that these bytes would be cut with
        Take(bytes);
        cut += bytes.Length;
        Add(AssembledPiece.Chunk(bytes.Length));
    }

    private void Add(in AssembledPiece piece)
    {
        if (piece.IsKnown) Cut(last: false);
        pieces.Add(piece);
        if (pieces.Count >= MostPieces) Hand(isLast: false, carried: true);
    }

    /// <summary>A chunk can be taken over where one ends here anyway, and where the grid goes on behind it.</summary>
    private bool IsAtBoundary(long length)
    {
        if (cell is not null) return cell.Filled == 0 && length % grid == 0;
        Cut(last: false);
        return filled == cut;
    }

    private void TakeKnown(in Extent extent, ref long left)
    {
        Add(AssembledPiece.Of(extent));
        position += extent.Length;
        left -= extent.Length;
    }

    private ReadOnlySpan<byte> Read(in Extent range)
    {
        var chunk = range.Chunk;
        if (previousLength < 0 || chunk != previousId)
        {
            previousLength = -1;
            previousLength = Previous(() => assembly.Previous.Read(chunk, ref previousChunk));
            previousId = chunk;
        }
        var end = range.Offset + range.Length;
        return end <= previousLength ? previousChunk.AsSpan((int)range.Offset, (int)range.Length)
            : throw Broken(new ChunkUnavailableException(chunk, $"it is {previousLength} bytes long, and byte {end} is wanted"));
    }

    private static T Previous<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ChunkUnavailableException damage)
        {
            throw Broken(damage);
        }
    }

    private static WorkloadException Broken(ChunkUnavailableException damage) => new(
        WorkloadFault.ChainBroken, $"The previous recovery point cannot be read: {damage.Message}", "Make a full backup, and verify the pool: holdfast verify --heal", damage);

    private void TakeZeros(long count, ref long left)
    {
        left -= count;
        while (count > 0)
        {
            var some = (int)Math.Min(count, zeros.Length);
            Put(zeros.AsSpan(0, some));
            count -= some;
        }
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            buffer ??= ArrayPool<byte>.Shared.Rent(FirstBuffer);
            var some = Math.Min(bytes.Length, buffer.Length - filled);
            bytes[..some].CopyTo(buffer.AsSpan(filled));
            filled += some;
            bytes = bytes[some..];
            if (filled == buffer.Length) MakeRoom();
        }
    }

    private void MakeRoom()
    {
        Cut(last: false);
        if (pieces.Count > 0)
        {
            Hand(isLast: false, carried: true);
            if (buffer is null || filled < buffer.Length) return;
        }
        if (filled >= IContentCutter.LongestChunk) throw new InvalidOperationException($"The cutter ended no chunk within {filled} bytes.");
        var larger = ArrayPool<byte>.Shared.Rent(buffer!.Length * 2);
        buffer.AsSpan(0, filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private void Cut(bool last)
    {
        while (filled > cut)
        {
            var length = cutter.Next(buffer.AsSpan(cut, filled - cut), last);
            if (length == 0 && !last) return;
            if (length < 1 || length > Math.Min(filled - cut, IContentCutter.LongestChunk)) throw new InvalidOperationException($"The cutter ended a chunk after {length} bytes.");
            pieces.Add(AssembledPiece.Chunk(length));
            cut += length;
        }
    }

    /// <param name="carried">What is not cut yet goes on in another buffer.</param>
    private void Hand(bool isLast, bool carried)
    {
        var full = buffer;
        buffer = null;
        var left = filled - cut;
        if (carried && left > 0)
        {
            buffer = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBuffer, left));
            full.AsSpan(cut, left).CopyTo(buffer);
        }
        (filled, cut) = (left, 0);
        var part = new AssembledPart(file, file.Reserve(isLast), full, pieces);
        pieces = [];
        assembly.Hand(part);
    }

    private static readonly byte[] zeros = new byte[64 << 10];
}
