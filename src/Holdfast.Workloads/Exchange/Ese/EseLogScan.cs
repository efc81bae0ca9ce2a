using System.Buffers.Binary;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>Verifies a log file as it passes: its header, and every segment that carries a checksum.</summary>
/// <remarks>The engine writes a segment that is not full twice, once at the place of the next one: there the number of the one before counts as well.</remarks>
public sealed class EseLogScan
{
    private const int FlagsField = 36;
    private const uint NewChecksum = 0x2000;

    private readonly EsePageCount count = new();
    private readonly EsePieces pieces = new(EseLogHeader.Length);
    private EseLogHeader? header;
    private MalformedFileException? fault;
    private bool isOpen;
    private long length;
    private uint segment;

    /// <summary>Takes the next bytes of the file.</summary>
    public void Push(ReadOnlySpan<byte> bytes)
    {
        length += bytes.Length;
        if (!isOpen)
        {
            if (!pieces.Next(ref bytes, out var front)) return;
            Open(front);
        }
        Segments(bytes);
    }

    /// <summary>Ends the file.</summary>
    public EseLogReport Complete()
    {
        if (!isOpen) Open(pieces.Rest);
        if (header is not null && length != header.FileLength)
            fault ??= new MalformedFileException(Math.Min(length, header.FileLength), $"a file of {header.FileLength} bytes", $"{length} bytes");
        return new EseLogReport(header, count.Pages, fault);
    }

    private void Open(ReadOnlySpan<byte> front)
    {
        isOpen = true;
        header = EseLogHeader.Read(front);
        if (header is null) fault = new MalformedFileException(0, "the header of a log", "other bytes");
        else if (front.Length < EseLogHeader.Length || new EseFields(front).Word(0) != EseChecksum.Old(front)) fault = new MalformedFileException(0, "a whole header", "one whose checksum is wrong");
        else if (header.HasSegmentChecksums && header.SegmentLength != EseLogHeader.Length) fault = new MalformedFileException(8, $"sectors of {EseLogHeader.Length} bytes", $"{header.SegmentLength}");
        segment = 1;
    }

    private void Segments(ReadOnlySpan<byte> bytes)
    {
        if (header is not { HasSegmentChecksums: true, SegmentLength: EseLogHeader.Length }) return;
        while (pieces.Next(ref bytes, out var piece))
        {
            if (segment >= header.HeaderSegments && segment < header.Segments) count.Add(Look(piece, segment), segment, (long)segment * piece.Length);
            if (segment == header.Segments) return;
            segment++;
        }
    }

    private static EsePageState Look(ReadOnlySpan<byte> piece, uint number)
    {
        if (!piece.ContainsAnyExcept((byte)0)) return EsePageState.Empty;
        var state = As(piece, number);
        return state != EsePageState.Whole && As(piece, number - 1) == EsePageState.Whole ? EsePageState.Whole : state;
    }

    private static EsePageState As(ReadOnlySpan<byte> piece, uint number)
    {
        var stored = BinaryPrimitives.ReadUInt64LittleEndian(piece);
        var isNew = (BinaryPrimitives.ReadUInt32LittleEndian(piece[FlagsField..]) & NewChecksum) != 0;
        var computed = isNew ? EseChecksum.New(piece, number, holdsChecksum: true) : ((ulong)number << 32) | EseChecksum.Old(piece);
        return stored == computed ? EsePageState.Whole : isNew && EseChecksum.IsOneBit(stored, computed, piece.Length) ? EsePageState.OneBit : EsePageState.Damaged;
    }
}
