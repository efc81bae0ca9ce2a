using System.Buffers.Binary;
using System.Numerics;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Files.Windows.Journal;

/// <summary>Inspects the USN journal of a volume of Windows ($UsnJrnl:$J), which has no signature: records tell what it is.</summary>
public sealed class UsnJournalInspector : IFileInspector
{
    private const int Alignment = 8, Bits = 32;

    // 1980 to 2200: what a clock of Windows could have said.
    private const long EarliestTime = 119_600_064_000_000_000, LatestTime = 189_027_648_000_000_000;

    public string Kind => "usnJournal";

    public bool HoldsFiles => false;

    public bool Recognizes(FileProbe probe)
    {
        ArgumentNullException.ThrowIfNull(probe);
        var start = probe.Start.Span;
        var some = start.IndexOfAnyExcept((byte)0);
        // The front of a journal may be a hole: then its end tells.
        return some >= 0 ? IsRecord(start[(some / Alignment * Alignment)..]) : probe.Length > start.Length && Ends(probe);
    }

    public FileFindings Inspect(Stream file, CancellationToken cancellation)
    {
        long records = 0;
        long? first = null, last = null;
        var reasons = new long[Bits];
        MalformedFileException? fault = null;
        try
        {
            UsnJournalFile.Read(
                file,
                (in UsnRecord record) =>
                {
                    records++;
                    first ??= record.Usn;
                    last = record.Usn;
                    for (var left = (uint)record.Reasons; left != 0; left &= left - 1) reasons[BitOperations.TrailingZeroCount(left)]++;
                },
                cancellation);
        }
        catch (MalformedFileException malformed)
        {
            fault = malformed;
        }
        var named = Enumerable.Range(0, Bits).Where(bit => reasons[bit] > 0).SelectMany(bit => UsnReasonWords.Of((UsnReasons)(1u << bit)).Select(word => (word, reasons[bit])));
        return new UsnJournalFindings(records, first, last, named.ToDictionary(pair => pair.word, pair => pair.Item2), fault);
    }

    private static bool Ends(FileProbe probe)
    {
        var end = probe.End.Span;
        var shift = (int)((Alignment - ((probe.Length - end.Length) % Alignment)) % Alignment);
        for (var at = shift; at + UsnRecord.V2Length <= end.Length; at += Alignment)
            if (end[at] != 0 && IsRecord(end[at..])) return true;
        return false;
    }

    /// <summary>More strictly than a reader needs, because nothing else says what a file is.</summary>
    private static bool IsRecord(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < UsnRecord.V4Length || !HasPlainHeader(bytes)) return false;
        try
        {
            var reader = new UsnRecordReader(bytes[..(int)Math.Min(bytes.Length, BinaryPrimitives.ReadUInt32LittleEndian(bytes))], 0);
            if (!reader.Next(out var record)) return false;
            var isTimed = record.Version == 4 || (record.Time is > EarliestTime and < LatestTime && record.Name.Length is > 0 and <= 255);
            return isTimed && record.Reasons != 0 && (record.Reasons & ~UsnReasonWords.Known) == 0;
        }
        catch (MalformedFileException)
        {
            return false;
        }
    }

    private static bool HasPlainHeader(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes) is >= UsnRecord.V2Length and <= UsnRecordReader.Longest && bytes[4] is >= 2 and <= 4 && bytes[5] == 0 && bytes[6] == 0 && bytes[7] == 0;
}
