using System.Globalization;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>
/// Verifies a database as it passes, from its first byte to its last: both copies of the header, and every page by its checksum. That a page is an older whole one, because a write was lost, cannot be
/// seen by checksums, and is not judged.
/// </summary>
public sealed class EseDatabaseScan
{
    private const int HeaderCopies = 2;

    private readonly EsePageCount count = new();
    private EsePieces pieces = new(HeaderCopies * EsePage.Longest);
    private EseHeader? header;
    private MalformedFileException? fault;
    private bool isOpen;
    private long offset;
    private long page;

    /// <summary>Takes the next bytes of the file.</summary>
    public void Push(ReadOnlySpan<byte> bytes)
    {
        while (!isOpen)
        {
            if (!pieces.Next(ref bytes, out var front)) return;
            Open(front);
        }
        Pages(bytes);
    }

    /// <summary>Ends the file.</summary>
    public EseDatabaseReport Complete()
    {
        if (!isOpen) Open(pieces.Rest);
        if (header is not null && pieces.Rest.Length > 0)
            fault ??= new MalformedFileException(offset, $"whole pages of {header.PageLength} bytes", $"{pieces.Rest.Length} bytes at the end");
        return new EseDatabaseReport(header, count.Pages, fault);
    }

    /// <param name="front">Enough for both copies of the header, whatever the page length; less where the file is shorter.</param>
    private void Open(ReadOnlySpan<byte> front)
    {
        isOpen = true;
        var first = EseHeader.Read(front);
        var isWhole = first is not null && IsWhole(front, 0, first);
        header = isWhole ? first : Second(front) ?? first;
        if (header is null)
        {
            fault = new MalformedFileException(0, "the header of an ESE database", front.Length < EseFields.Length ? $"{front.Length} bytes" : "other bytes, also where its copy would be");
            return;
        }
        if (!isWhole) fault = new MalformedFileException(0, "a whole header", "one whose checksum is wrong");
        else if (!IsWhole(front, header.PageLength, header)) fault = new MalformedFileException(header.PageLength, "a whole copy of the header", "one whose checksum is wrong, or none");
        pieces = new EsePieces(header.PageLength);
        offset = Math.Min(front.Length, HeaderCopies * header.PageLength);
        Pages(front[(int)offset..]);
    }

    /// <summary>The header by its copy, which lies one page in: its place and its page length must agree.</summary>
    private static EseHeader? Second(ReadOnlySpan<byte> front)
    {
        for (var length = EsePage.Shortest; length < front.Length && length <= EsePage.Longest; length *= 2)
            if (EseHeader.Read(front[length..]) is { } copy && copy.PageLength == length && IsWhole(front, length, copy)) return copy;
        return null;
    }

    private static bool IsWhole(ReadOnlySpan<byte> front, int at, EseHeader header)
    {
        if (front.Length < at + header.PageLength) return false;
        var copy = front.Slice(at, header.PageLength);
        return EseHeader.HasMagic(copy) && new EseFields(copy).Word(0) == EseChecksum.Old(copy);
    }

    private void Pages(ReadOnlySpan<byte> bytes)
    {
        if (header is null) return;
        while (pieces.Next(ref bytes, out var piece))
        {
            // The engine counts pages with 32 bits.
            if (++page > uint.MaxValue)
            {
                fault ??= new MalformedFileException(offset, string.Create(CultureInfo.InvariantCulture, $"at most {uint.MaxValue} pages"), "more");
                return;
            }
            count.Add(EsePage.Look(piece, (uint)page), (uint)page, offset);
            offset += piece.Length;
        }
    }
}
