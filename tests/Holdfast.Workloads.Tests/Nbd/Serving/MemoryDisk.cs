using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.Tests.Nbd.Serving;

/// <summary>A disk in memory; blocks of 4096 zeros are its holes. Reads at or beyond a place may fail, and reads may be held up.</summary>
internal sealed class MemoryDisk(byte[] bytes) : IDisk
{
    private const int Block = 4096;
    private int reads, mostReads;

    public long DamagedAt { get; init; } = long.MaxValue;

    /// <summary>Waited for by each read.</summary>
    public ManualResetEventSlim? HeldUp { get; init; }

    /// <summary>Most reads that went on at one time.</summary>
    public int MostReads => Volatile.Read(ref mostReads);

    public byte[] Bytes => bytes;

    public long Length => bytes.Length;

    public int SectorLength => 512;

    /// <summary>Bytes that no two seeds have in common, with a hole in each second stretch.</summary>
    public static byte[] Content(int length, int seed = 1, int stretch = 64 << 10)
    {
        var content = new byte[length];
        for (var at = 0; at < length; at += 2 * stretch) new Random(seed + at).NextBytes(content.AsSpan(at, Math.Min(stretch, length - at)));
        return content;
    }

    public void Read(long offset, Span<byte> buffer)
    {
        var now = Interlocked.Increment(ref reads);
        for (var most = MostReads; now > most && Interlocked.CompareExchange(ref mostReads, now, most) != most; most = MostReads)
        {
        }
        HeldUp?.Wait(TimeSpan.FromSeconds(30));
        Interlocked.Decrement(ref reads);
        if (offset + buffer.Length > DamagedAt) throw new IOException("Damaged.");
        bytes.AsSpan((int)offset, buffer.Length).CopyTo(buffer);
    }

    public IEnumerable<ByteRange> Data(ByteRange range)
    {
        for (var at = range.Offset; at < range.End;)
        {
            var end = Math.Min((at / Block + 1) * Block, range.End);
            if (bytes.AsSpan((int)at, (int)(end - at)).ContainsAnyExcept((byte)0)) yield return new ByteRange(at, end - at);
            at = end;
        }
    }

    public void Dispose()
    {
    }
}
