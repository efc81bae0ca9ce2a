using System.Buffers.Binary;

namespace Holdfast.Workloads.Tests.FileSystems.Support;

/// <summary>Packs as Windows' system compression does, in the plainest way: every code has 9 bits, and a run of equal lines becomes references.</summary>
internal static class XpressPacker
{
    private const int Symbols = 512, CodeBits = 9;

    /// <summary>The stream of a compressed file: where chunks begin, then the chunks.</summary>
    public static byte[] Table(byte[] content, int chunkLength)
    {
        var chunks = content.Chunk(chunkLength).Select(chunk => Pack(chunk) is var packed && packed.Length < chunk.Length ? packed : chunk).ToList();
        var starts = new byte[(chunks.Count - 1) * 4];
        for (int i = 1, at = 0; i < chunks.Count; i++) BinaryPrimitives.WriteInt32LittleEndian(starts.AsSpan((i - 1) * 4), at += chunks[i - 1].Length);
        return [.. starts, .. chunks.SelectMany(chunk => chunk)];
    }

    public static byte[] Pack(byte[] content)
    {
        var output = new List<byte>(Enumerable.Repeat((byte)(CodeBits | CodeBits << 4), Symbols / 2));
        var bits = new Bits(output);
        for (var at = 0; at < content.Length;)
        {
            var (distance, length) = Match(content, at);
            if (length < 3)
            {
                bits.Write(content[at++], CodeBits);
                continue;
            }

            var distanceBits = (int)Math.Log2(distance);
            var coded = length - 3;
            bits.Write(256 + (distanceBits << 4) + Math.Min(coded, 15), CodeBits);
            if (coded >= 15 && coded < 15 + 255) output.Add((byte)(coded - 15));
            else if (coded >= 15) output.AddRange([255, (byte)(coded & 255), (byte)(coded >> 8)]);
            bits.Write(distance - (1 << distanceBits), distanceBits);
            at += length;
        }

        bits.Finish();
        return [.. output];
    }

    private static (int Distance, int Length) Match(byte[] content, int at)
    {
        var best = (Distance: 0, Length: 0);
        for (var from = Math.Max(0, at - 6000); from < at; from++)
        {
            var length = 0;
            while (at + length < content.Length && content[from + length] == content[at + length]) length++;
            if (length > best.Length) best = (at - from, length);
        }

        return best;
    }

    /// <summary>Words of 16 bits. The reader holds two of them, so that the bytes of a length stand behind a word that was begun later.</summary>
    private sealed class Bits
    {
        private readonly List<byte> output;
        private int first, second;
        private uint word;
        private int free = 16;

        public Bits(List<byte> output)
        {
            this.output = output;
            (first, second) = (Reserve(), Reserve());
        }

        public void Write(int value, int count)
        {
            if (count <= free)
            {
                free -= count;
                word = word << count | (uint)value;
                return;
            }

            var rest = count - free;
            Put(first, word << free | (uint)(value >> rest));
            (first, second) = (second, Reserve());
            word = (uint)(value & ((1 << rest) - 1));
            free = 16 - rest;
        }

        public void Finish()
        {
            Put(first, word << free);
            Put(second, 0);
        }

        private int Reserve()
        {
            output.AddRange([0, 0]);
            return output.Count - 2;
        }

        private void Put(int at, uint value)
        {
            output[at] = (byte)(value & 0xff);
            output[at + 1] = (byte)(value >> 8 & 0xff);
        }
    }
}
