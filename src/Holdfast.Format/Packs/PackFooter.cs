using System.Buffers.Binary;
using Holdfast.Format.Chunks;
using Holdfast.Format.Keys;

namespace Holdfast.Format.Packs;

/// <summary>The sealed list of a pack's records and the plain trailer that says where it starts. docs/format.md §4.</summary>
public static class PackFooter
{
    /// <summary>Bytes from the end of the records to the end of the pack.</summary>
    /// <param name="recordsEnd">Offset at which the records end.</param>
    /// <param name="alignment">The pack's length becomes a multiple of this; 1 for none.</param>
    public static byte[] Seal(RecordSealer sealer, IReadOnlyList<PackEntry> entries, uint recordsEnd, int alignment, IRandomness randomness)
    {
        var plainLength = RoundUp(4 + ((long)entries.Count * PackLayout.FooterEntrySize), PackLayout.FooterAlignment);
        var sealedLength = plainLength + PackLayout.TagSize;
        var total = RoundUp(recordsEnd + sealedLength + PackLayout.TrailerSize, alignment);
        var padding = checked((int)(total - recordsEnd - sealedLength - PackLayout.TrailerSize));
        var footerOffset = checked(recordsEnd + (uint)padding);

        var plain = new byte[plainLength];
        BinaryPrimitives.WriteInt32LittleEndian(plain, entries.Count);
        for (var i = 0; i < entries.Count; i++) WriteEntry(plain.AsSpan(4 + (i * PackLayout.FooterEntrySize)), entries[i]);

        var tail = new byte[total - recordsEnd];
        randomness.Fill(tail.AsSpan(0, padding));
        sealer.SealFooter(plain, tail.AsSpan(padding, (int)sealedLength), footerOffset);
        var trailer = tail.AsSpan(padding + (int)sealedLength);
        PackLayout.TrailerMagic.CopyTo(trailer);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[8..], footerOffset);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[12..], (uint)sealedLength);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[16..], (uint)total);
        return tail;
    }

    /// <summary>Where the sealed footer lies, from the last <see cref="PackLayout.TrailerSize"/> bytes of a pack of that length.</summary>
    /// <exception cref="MalformedDataException">Cut short or overwritten.</exception>
    public static (uint Offset, int Length) Locate(PackId pack, ReadOnlySpan<byte> trailer, long packLength)
    {
        if (trailer.Length != PackLayout.TrailerSize || !trailer.StartsWith(PackLayout.TrailerMagic)) throw new MalformedDataException($"Pack {pack} does not end like a pack.");
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(trailer[8..]);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(trailer[12..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer[16..]) != packLength || BinaryPrimitives.ReadUInt32LittleEndian(trailer[20..]) != 0
            || offset < PackLayout.HeaderSize || length < PackLayout.TagSize + PackLayout.FooterAlignment
            || length > PackLayout.TagSize + PackLayout.FooterAlignment + ((long)PackLayout.MostEntries * PackLayout.FooterEntrySize)
            || (long)offset + length + PackLayout.TrailerSize != packLength)
            throw new MalformedDataException($"The trailer of pack {pack} does not fit its length of {packLength} bytes.");
        return (offset, (int)length);
    }

    /// <exception cref="MalformedDataException">Damaged, or lists records outside the pack.</exception>
    public static PackEntry[] Open(RecordSealer sealer, ReadOnlySpan<byte> sealedFooter, uint footerOffset)
    {
        var plain = sealer.OpenFooter(sealedFooter, footerOffset);
        var count = BinaryPrimitives.ReadInt32LittleEndian(plain);
        if (count is < 0 or > PackLayout.MostEntries || 4 + ((long)count * PackLayout.FooterEntrySize) > plain.Length)
            throw new MalformedDataException($"The footer of pack {sealer.Pack} has an impossible count.");
        var entries = new PackEntry[count];
        for (var i = 0; i < count; i++)
        {
            entries[i] = ReadEntry(plain.AsSpan(4 + (i * PackLayout.FooterEntrySize), PackLayout.FooterEntrySize));
            entries[i].Header.Check();
            if (entries[i].Offset < PackLayout.HeaderSize || (long)entries[i].Offset + entries[i].RecordSize > footerOffset)
                throw new MalformedDataException($"The footer of pack {sealer.Pack} lists a record outside the pack.");
        }
        return entries;
    }

    private static void WriteEntry(Span<byte> destination, in PackEntry entry)
    {
        entry.Id.Write(destination);
        destination[32] = (byte)entry.Kind;
        destination[33] = (byte)entry.Codec;
        BinaryPrimitives.WriteUInt32LittleEndian(destination[36..], entry.Offset);
        BinaryPrimitives.WriteInt32LittleEndian(destination[40..], entry.StoredLength);
        BinaryPrimitives.WriteInt32LittleEndian(destination[44..], entry.PlainLength);
    }

    private static PackEntry ReadEntry(ReadOnlySpan<byte> source) => new(
        ChunkId.Read(source[..32]), (ChunkKind)source[32], (ChunkCodec)source[33],
        BinaryPrimitives.ReadUInt32LittleEndian(source[36..]),
        BinaryPrimitives.ReadInt32LittleEndian(source[40..]),
        BinaryPrimitives.ReadInt32LittleEndian(source[44..]));

    private static long RoundUp(long value, int alignment) => (value + alignment - 1) / alignment * alignment;
}
