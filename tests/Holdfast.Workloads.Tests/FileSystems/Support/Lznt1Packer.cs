namespace Holdfast.Workloads.Tests.FileSystems.Support;

/// <summary>Packs with LZNT1 in the plainest way: the longest match within a chunk, else the byte.</summary>
internal static class Lznt1Packer
{
    private const int ChunkLength = 4096;

    public static byte[] Pack(byte[] content) => [.. content.Chunk(ChunkLength).SelectMany(PackChunk), 0, 0];

    private static byte[] PackChunk(byte[] chunk)
    {
        var output = new List<byte>();
        for (var at = 0; at < chunk.Length;)
        {
            var flagsAt = output.Count;
            output.Add(0);
            for (var bit = 0; bit < 8 && at < chunk.Length; bit++)
            {
                var lengthBits = 12;
                while (at > 1 << (16 - lengthBits)) lengthBits--;
                var (distance, length) = Match(chunk, at, (1 << lengthBits) + 2);
                if (length < 3)
                {
                    output.Add(chunk[at++]);
                    continue;
                }

                output[flagsAt] |= (byte)(1 << bit);
                var pair = (distance - 1) << lengthBits | (length - 3);
                output.AddRange([(byte)(pair & 0xff), (byte)(pair >> 8)]);
                at += length;
            }
        }

        var isPacked = output.Count < chunk.Length;
        var body = isPacked ? [.. output] : chunk;
        var header = (isPacked ? 0xb000 : 0x3000) | (body.Length - 1);
        return [(byte)(header & 0xff), (byte)(header >> 8), .. body];
    }

    private static (int Distance, int Length) Match(byte[] chunk, int at, int most)
    {
        var best = (Distance: 0, Length: 0);
        for (var from = 0; from < at; from++)
        {
            var length = 0;
            while (length < most && at + length < chunk.Length && chunk[from + length] == chunk[at + length]) length++;
            if (length > best.Length) best = (at - from, length);
        }

        return best;
    }
}
