namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>What a log file's header says of it.</summary>
/// <param name="Generation">Number of the file in its sequence, from 1.</param>
/// <param name="SegmentLength">Bytes of a sector; from version 8 on each carries a checksum.</param>
/// <param name="HeaderSegments">Sectors that the header takes.</param>
/// <param name="Segments">Sectors of the whole file.</param>
/// <param name="Previous">When the generation before was begun; not set in the first.</param>
/// <param name="IsCircular">Logs were overwritten once they were not needed for a restart: no logs-only backup can build on them.</param>
public sealed record EseLogHeader(
    int Generation, int SegmentLength, int HeaderSegments, int Segments, int PageLength, EseTime Created, EseTime Previous, uint Major, uint Minor, uint Update, EseSignature Signature, bool IsCircular)
{
    /// <summary>Bytes that a header's checksum covers.</summary>
    internal const int Length = 4096;

    private const uint FileType = 3, FirstWithSegments = 8;
    private const byte CircularFlags = 0x02 | 0x04;

    /// <summary>Its segments carry checksums.</summary>
    public bool HasSegmentChecksums => Major >= FirstWithSegments;

    /// <summary>Bytes of the file.</summary>
    public long FileLength => (long)Segments * SegmentLength;

    /// <returns>Null where it is none. The checksum is not looked at.</returns>
    internal static EseLogHeader? Read(ReadOnlySpan<byte> header)
    {
        if (header.Length < EseFields.Length) return null;
        var fields = new EseFields(header);
        var (segment, first, all) = (fields.Short(8), fields.Short(10), fields.Short(12));
        var isLog = fields.FileType == FileType && segment is 512 or 1024 or 2048 or 4096 or 8192 && first * segment is >= Length and <= 16 * Length && all > first && fields.Number(4) > 0;
        if (!isLog) return null;
        var page = fields.Short(14);
        return new EseLogHeader(
            fields.Number(4), segment, first, all, page == 0 ? Length : page, fields.Time(16), fields.Time(24), fields.Word(32), fields.Word(36), fields.Word(40), fields.Signature(44),
            (header[639] & CircularFlags) != 0);
    }
}
