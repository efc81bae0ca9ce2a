using System.Runtime.InteropServices;
using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.FileSystems.Fat;

/// <summary>Reads the entries of a directory with their long names, whose parts stand before them in reverse order.</summary>
internal sealed class FatDirectory(IByteSource metadata, FatGeometry geometry)
{
    private const int PartLength = 13, MostParts = 20;
    private const int LastPart = 0x40;

    private readonly char[] parts = new char[PartLength * MostParts];
    private int expected;
    private int length;
    private byte checksum;

    /// <param name="runs">Where the directory lies.</param>
    public IEnumerable<(FatEntry Entry, string Name)> Read(IReadOnlyList<Run> runs)
    {
        foreach (var run in runs)
        {
            for (long at = 0; at < run.Length; at += FatGeometry.EntryLength)
            {
                var bytes = metadata.Read(run.Offset + at, FatGeometry.EntryLength);
                if (bytes[0] == 0) yield break;
                if (Take(bytes, run.Offset + at) is { } found) yield return found;
            }
        }
    }

    private (FatEntry, string)? Take(byte[] bytes, long origin)
    {
        var fields = new Fields(bytes, origin);
        if (fields.U8(0) == FatEntry.Deleted)
        {
            expected = length = 0;
            return null;
        }

        if ((fields.U8(11) & 0x3f) == FatEntry.LongName)
        {
            TakePart(fields);
            return null;
        }

        var entry = FatEntry.Read(fields, geometry.EntryBits);
        var isLong = expected == 0 && length > 0 && checksum == entry.Checksum;
        var name = isLong ? new string(parts, 0, length) : entry.ShortName;
        expected = length = 0;
        return (entry.Attributes & FatEntry.Label) != 0 || entry.IsDot ? null : (entry, Names.Of(name, origin));
    }

    private void TakePart(Fields part)
    {
        var number = part.U8(0) & ~LastPart;
        var isLast = (part.U8(0) & LastPart) != 0;
        if (number is 0 or > MostParts || (!isLast && (number != expected || part.U8(13) != checksum)))
        {
            expected = length = 0;
            return;
        }

        if (isLast)
        {
            checksum = part.U8(13);
            length = number * PartLength;
        }

        expected = number - 1;
        var into = parts.AsSpan(expected * PartLength, PartLength);
        MemoryMarshal.Cast<byte, char>(part.Slice(1, 10)).CopyTo(into);
        MemoryMarshal.Cast<byte, char>(part.Slice(14, 12)).CopyTo(into[5..]);
        MemoryMarshal.Cast<byte, char>(part.Slice(28, 4)).CopyTo(into[11..]);
        if (isLast && into.IndexOf('\0') is var end and >= 0) length = (expected * PartLength) + end;
    }
}
