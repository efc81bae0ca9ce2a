namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>Collects a header that may come in pieces. Grows with what comes, not with what a length field promises.</summary>
internal sealed class GatheredBytes
{
    private const int Smallest = 1024;

    private byte[] buffer = new byte[Smallest];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, Count);

    public void Clear()
    {
        Count = 0;
        if (buffer.Length > MediaLimits.KeptBuffer)
        {
            buffer = new byte[Smallest];
        }
    }

    /// <summary>Takes bytes until there are <paramref name="wanted"/>; says how many it took.</summary>
    public int Take(ReadOnlySpan<byte> bytes, int wanted)
    {
        var taken = Math.Min(bytes.Length, wanted - Count);
        if (Count + taken > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Min(wanted, Math.Max(Count + taken, buffer.Length * 2)));
        }

        bytes[..taken].CopyTo(buffer.AsSpan(Count));
        Count += taken;
        return taken;
    }
}
