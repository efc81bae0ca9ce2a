using System.Buffers.Binary;
using System.IO.Hashing;
using Holdfast.Format;

namespace Holdfast.Store.Index;

/// <summary>
/// The last 80 bytes of a run, little-endian: magic 8, version 4, packs 4, sequence 8, entries 8, filter words 8, checksums of packs,
/// fences and filter 8 each, zero 8, checksum of all before 8. The sections stand before it in this order: pages, packs, fences, filter.
/// </summary>
internal readonly record struct RunFooter(
    ulong Sequence, long Entries, int Packs, long FilterWords, ulong PacksChecksum, ulong FencesChecksum, ulong FilterChecksum)
{
    public const int Size = 80;

    private const ulong Magic = 0x314E555246484C46; // "FLHFRUN1"
    private const uint Version = 1;

    public int Pages => checked((int)((Entries + IndexPage.Entries - 1) / IndexPage.Entries));

    public long PacksAt => (long)Pages * IndexPage.Size;

    public long FencesAt => PacksAt + ((long)Packs * Holdfast.Format.Packs.PackId.Size);

    public long FilterAt => FencesAt + ((long)Pages * sizeof(ulong));

    public long FooterAt => FilterAt + (FilterWords * sizeof(uint));

    public long FileLength => FooterAt + Size;

    /// <returns>The checksum of the footer, which stands for the whole file: it covers the checksums of the sections.</returns>
    public ulong Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], Packs);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], Entries);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], FilterWords);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[40..], PacksChecksum);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[48..], FencesChecksum);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[56..], FilterChecksum);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[64..], 0);
        var checksum = XxHash3.HashToUInt64(bytes[..72]);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[72..], checksum);
        return checksum;
    }

    /// <param name="bytes">Exactly <see cref="Size"/> bytes.</param>
    /// <param name="expected">The run as the manifest knows it.</param>
    /// <exception cref="MalformedDataException">Damaged, of another version, or of another file.</exception>
    public static RunFooter Read(ReadOnlySpan<byte> bytes, ManifestRun expected)
    {
        var checksum = BinaryPrimitives.ReadUInt64LittleEndian(bytes[72..]);
        if (BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic) throw new MalformedDataException("not an index run");
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) != Version) throw new MalformedDataException("unknown version of index run");
        if (checksum != XxHash3.HashToUInt64(bytes[..72])) throw new MalformedDataException("footer checksum does not match");
        if (checksum != expected.Checksum) throw new MalformedDataException("not the run that the manifest names");

        var footer = new RunFooter(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[40..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[48..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[56..]));
        footer.Check(expected);
        return footer;
    }

    private void Check(ManifestRun expected)
    {
        if (Sequence != expected.Sequence) throw new MalformedDataException("sequence does not match the manifest");
        if (Entries < 0 || Entries > Run.MaxEntries || Packs < 0) throw new MalformedDataException("impossible counts");
        if (FilterWords <= 0 || FilterWords > Array.MaxLength || FilterWords % BlockedBloomFilter.WordsPerBlock != 0)
            throw new MalformedDataException("impossible filter size");
        if (FileLength != expected.Length) throw new MalformedDataException("sections do not add up to the file");
    }
}
