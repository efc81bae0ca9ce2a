using System.Buffers.Binary;
using System.IO.Hashing;
using Holdfast.Format;

namespace Holdfast.Store.Index;

/// <summary>
/// Which runs make up the index, oldest first. Little-endian: magic 8, version 4, runs 4, next sequence 8; for each run sequence 8,
/// length 8, checksum 8, removed words 8, the words; checksum of all before 8. Replaced as a whole: what it names is the index.
/// </summary>
internal sealed record Manifest(ulong NextSequence, IReadOnlyList<ManifestRun> Runs)
{
    private const ulong Magic = 0x314E414D46484C46; // "FLHFMAN1"
    private const uint Version = 1;
    private const int HeaderSize = 24, RunSize = 32, ChecksumSize = 8, MaxRuns = 4096;

    public byte[] Encode()
    {
        var bytes = new byte[HeaderSize + Runs.Sum(run => RunSize + (run.Removed.Length * sizeof(ulong))) + ChecksumSize];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), Runs.Count);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), NextSequence);
        var rest = bytes.AsSpan(HeaderSize);
        foreach (var run in Runs)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(rest, run.Sequence);
            BinaryPrimitives.WriteInt64LittleEndian(rest[8..], run.Length);
            BinaryPrimitives.WriteUInt64LittleEndian(rest[16..], run.Checksum);
            BinaryPrimitives.WriteInt64LittleEndian(rest[24..], run.Removed.Length);
            rest = rest[RunSize..];
            foreach (var word in run.Removed)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(rest, word);
                rest = rest[sizeof(ulong)..];
            }
        }
        BinaryPrimitives.WriteUInt64LittleEndian(rest, XxHash3.HashToUInt64(bytes.AsSpan(0, bytes.Length - ChecksumSize)));
        return bytes;
    }

    /// <exception cref="MalformedDataException">Damaged, cut short, or of another version.</exception>
    public static Manifest Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderSize + ChecksumSize) throw new MalformedDataException("index manifest is too short");
        if (BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic) throw new MalformedDataException("not an index manifest");
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) != Version) throw new MalformedDataException("unknown version of index manifest");
        if (BinaryPrimitives.ReadUInt64LittleEndian(bytes[^ChecksumSize..]) != XxHash3.HashToUInt64(bytes[..^ChecksumSize]))
            throw new MalformedDataException("checksum of the index manifest does not match");

        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]);
        if (count is < 0 or > MaxRuns) throw new MalformedDataException($"index manifest names {count} runs");
        var rest = bytes[HeaderSize..^ChecksumSize];
        var runs = new ManifestRun[count];
        for (var i = 0; i < count; i++) runs[i] = ReadRun(ref rest);
        if (!rest.IsEmpty) throw new MalformedDataException("index manifest has bytes left over");
        return new Manifest(BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]), runs);
    }

    private static ManifestRun ReadRun(ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < RunSize) throw new MalformedDataException("index manifest ends inside a run");
        var words = BinaryPrimitives.ReadInt64LittleEndian(rest[24..]);
        if (words < 0 || words > (rest.Length - RunSize) / sizeof(ulong)) throw new MalformedDataException("index manifest ends inside a run");
        var removed = new ulong[words];
        for (var i = 0; i < removed.Length; i++) removed[i] = BinaryPrimitives.ReadUInt64LittleEndian(rest[(RunSize + (i * sizeof(ulong)))..]);
        var run = new ManifestRun(
            BinaryPrimitives.ReadUInt64LittleEndian(rest),
            BinaryPrimitives.ReadInt64LittleEndian(rest[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(rest[16..]),
            removed);
        rest = rest[(RunSize + (removed.Length * sizeof(ulong)))..];
        return run;
    }
}
