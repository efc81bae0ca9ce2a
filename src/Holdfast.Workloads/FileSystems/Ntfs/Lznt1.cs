using System.Buffers.Binary;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>Unpacks LZNT1, the compression of NTFS, as MS-XCA describes it.</summary>
internal static class Lznt1
{
    private const int ChunkLength = 4096;
    private const int PackedFlag = 0x8000;
    private const int LeastMatch = 3;

    /// <summary>Fills the buffer; what the packed bytes do not reach is zeros.</summary>
    /// <exception cref="InvalidDataException">The bytes are not packed so; the message is a few words on what is there.</exception>
    public static void Unpack(ReadOnlySpan<byte> packed, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var header = packed.Length >= 2 ? BinaryPrimitives.ReadUInt16LittleEndian(packed) : 0;
            if (header == 0) break;
            var length = (header & (ChunkLength - 1)) + 1;
            if (length > packed.Length - 2) throw new InvalidDataException("a chunk beyond the end of what is stored");
            var chunk = buffer[..Math.Min(ChunkLength, buffer.Length)];
            var body = packed.Slice(2, length);
            var written = (header & PackedFlag) != 0 ? UnpackChunk(body, chunk) : Copy(body, chunk);
            chunk[written..].Clear();
            buffer = buffer[chunk.Length..];
            packed = packed[(2 + length)..];
        }

        buffer.Clear();
    }

    private static int Copy(ReadOnlySpan<byte> body, Span<byte> chunk)
    {
        if (body.Length > chunk.Length) throw new InvalidDataException("a chunk that is too long");
        body.CopyTo(chunk);
        return body.Length;
    }

    private static int UnpackChunk(ReadOnlySpan<byte> body, Span<byte> chunk)
    {
        int at = 0, written = 0;
        while (at < body.Length)
        {
            int flags = body[at++];
            for (var bit = 0; bit < 8 && at < body.Length; bit++, flags >>= 1)
            {
                if ((flags & 1) == 0)
                {
                    if (written == chunk.Length) throw new InvalidDataException("a chunk that is too long");
                    chunk[written++] = body[at++];
                    continue;
                }

                if (at + 2 > body.Length) throw new InvalidDataException("half a reference back");
                written += Repeat(chunk, written, BinaryPrimitives.ReadUInt16LittleEndian(body[at..]));
                at += 2;
            }
        }

        return written;
    }

    /// <summary>The further the chunk has come, the more of the 16 bits are the distance.</summary>
    private static int Repeat(Span<byte> chunk, int written, int pair)
    {
        var lengthBits = 12;
        for (var reach = written - 1; reach >= 0x10; reach >>= 1) lengthBits--;
        var distance = (pair >> lengthBits) + 1;
        var length = (pair & ((1 << lengthBits) - 1)) + LeastMatch;
        if (distance > written) throw new InvalidDataException("a reference to before the chunk");
        if (length > chunk.Length - written) throw new InvalidDataException("a chunk that is too long");
        for (var i = 0; i < length; i++) chunk[written + i] = chunk[written + i - distance];
        return length;
    }
}
