using System.Buffers.Binary;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>
/// Unpacks LZX as image files of Windows (WIM) and system compression use it: MS-PATCH 2 describes the format, with these differences. The window is 32 KiB and each chunk is packed by itself; a
/// block tells its length in 1 bit (it is 32 KiB) or 17; and calls of x86 programs are always translated, by a length of 12,000,000.
/// </summary>
internal sealed class LzxUnpacker : IUnpacker
{
    private const int BlockLength = 32 << 10, TranslatedLength = 12_000_000, Call = 0xe8, CallLength = 5, CallMargin = 10;
    private const int LeastMatch = 2, LongMatch = LzxCodes.LengthHeaders - 1, RecentSlots = 3, AlignedBits = 3;

    private static readonly int[] slotBases = Bases();

    private readonly LzxCodes codes = new();
    private readonly int[] recent = new int[RecentSlots];

    public void Unpack(ReadOnlySpan<byte> packed, Span<byte> buffer)
    {
        var bits = new LzxBits(packed);
        codes.Reset();
        recent.AsSpan().Fill(1);
        for (var written = 0; written < buffer.Length;)
        {
            var type = bits.Read(3);
            var length = bits.Read(1) == 1 ? BlockLength : bits.Read(16);
            if (length == 0 || length > buffer.Length - written) throw new InvalidDataException($"a block of {length} bytes where {buffer.Length - written} are left, at byte {bits.At}");
            switch (type)
            {
                case 1 or 2:
                    codes.Read(ref bits, type == 2);
                    UnpackBlock(ref bits, buffer[..(written + length)], written, type == 2);
                    break;
                case 3:
                    CopyBlock(ref bits, buffer.Slice(written, length));
                    break;
                default:
                    throw new InvalidDataException($"a block of kind {type}, at byte {bits.At}");
            }
            written += length;
        }
        TranslateCalls(buffer);
    }

    private void UnpackBlock(ref LzxBits bits, Span<byte> buffer, int written, bool isAligned)
    {
        while (written < buffer.Length)
        {
            var symbol = bits.Read(codes.Main);
            if (symbol < LzxCodes.Literals)
            {
                buffer[written++] = (byte)symbol;
                continue;
            }
            symbol -= LzxCodes.Literals;
            var length = symbol % LzxCodes.LengthHeaders;
            if (length == LongMatch) length += bits.Read(codes.Length);
            length += LeastMatch;
            var distance = Distance(ref bits, symbol / LzxCodes.LengthHeaders, isAligned);
            if (distance > written) throw new InvalidDataException($"a reference to before the chunk, at byte {bits.At}");
            if (length > buffer.Length - written) throw new InvalidDataException($"a match beyond the end of its block, at byte {bits.At}");
            for (var i = 0; i < length; i++) buffer[written + i] = buffer[written + i - distance];
            written += length;
        }
    }

    /// <summary>The last three distances have short names; whichever is used becomes the first of them.</summary>
    private int Distance(ref LzxBits bits, int slot, bool isAligned)
    {
        if (slot < RecentSlots)
        {
            (recent[0], recent[slot]) = (recent[slot], recent[0]);
            return recent[0];
        }
        var extra = ExtraBits(slot);
        var distance = slotBases[slot] - (RecentSlots - 1);
        if (isAligned && extra >= AlignedBits) distance += (bits.Read(extra - AlignedBits) << AlignedBits) + bits.Read(codes.Aligned);
        else distance += bits.Read(extra);
        (recent[2], recent[1], recent[0]) = (recent[1], recent[0], distance);
        return distance;
    }

    private void CopyBlock(ref LzxBits bits, Span<byte> into)
    {
        bits.BeginBytes();
        var told = bits.Bytes(RecentSlots * sizeof(int));
        for (var i = 0; i < RecentSlots; i++)
        {
            var distance = BinaryPrimitives.ReadUInt32LittleEndian(told[(i * sizeof(int))..]);
            recent[i] = distance is > 0 and <= BlockLength ? (int)distance : throw new InvalidDataException($"a distance of {distance}, before byte {bits.At}");
        }
        bits.Bytes(into.Length).CopyTo(into);
        bits.EndBytes(into.Length);
    }

    /// <summary>The packer made distances of calls into places, which repeat more often.</summary>
    private static void TranslateCalls(Span<byte> buffer)
    {
        for (var at = 0; at < buffer.Length - CallMargin; at++)
        {
            if (buffer[at] != Call) continue;
            var operand = buffer.Slice(at + 1, sizeof(int));
            var place = BinaryPrimitives.ReadInt32LittleEndian(operand);
            if (place >= 0 && place < TranslatedLength) BinaryPrimitives.WriteInt32LittleEndian(operand, place - at);
            else if (place < 0 && place >= -at) BinaryPrimitives.WriteInt32LittleEndian(operand, place + TranslatedLength);
            at += CallLength - 1;
        }
    }

    private static int ExtraBits(int slot) => slot < 4 ? 0 : (slot / 2) - 1;

    private static int[] Bases()
    {
        var bases = new int[LzxCodes.OffsetSlots];
        for (var slot = 1; slot < bases.Length; slot++) bases[slot] = bases[slot - 1] + (1 << ExtraBits(slot - 1));
        return bases;
    }
}
