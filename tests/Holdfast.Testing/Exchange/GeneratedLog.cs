using System.Buffers.Binary;

namespace Holdfast.Testing.Exchange;

/// <summary>A log file, or a checkpoint, that never was.</summary>
public sealed record GeneratedLog(int Generation)
{
    private const int SegmentLength = 4096;

    public uint Signature { get; init; } = 0x2222;

    public int Segments { get; init; } = 8;

    public uint Major { get; init; } = 8;

    public bool IsCircular { get; init; }

    /// <summary>Number of the log that it says it follows; its own less one.</summary>
    public int? Follows { get; init; }

    /// <summary>Minute at which it was begun; as its number says.</summary>
    public int? Begun { get; init; }

    /// <summary>The last segments are empty, and the last full one stands twice: the log was being written.</summary>
    public bool IsOpen { get; init; }

    public byte[] File()
    {
        var file = new byte[Segments * SegmentLength];
        var header = file.AsSpan(0, SegmentLength);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], Generation);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], SegmentLength);
        BinaryPrimitives.WriteUInt16LittleEndian(header[10..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header[12..], (ushort)Segments);
        BinaryPrimitives.WriteUInt16LittleEndian(header[14..], 32768);
        Time(header[16..], Begun ?? Generation);
        Time(header[24..], Follows ?? (Generation - 1));
        BinaryPrimitives.WriteUInt32LittleEndian(header[32..], Major);
        BinaryPrimitives.WriteUInt32LittleEndian(header[36..], 4000);
        Sign(header[44..], Signature);
        header[639] = (byte)(IsCircular ? 2 : 0);
        header[667] = 3;
        EseSeal.Header(header);
        var random = new Random(Generation);
        for (var number = 1; number < Segments; number++)
        {
            var segment = file.AsSpan(number * SegmentLength, SegmentLength);
            if (IsOpen && number == Segments / 2) file.AsSpan((number - 1) * SegmentLength, SegmentLength).CopyTo(segment);
            if (IsOpen && number >= Segments / 2) continue;
            random.NextBytes(segment);
            EseSeal.NewPage(segment, (uint)number);
        }
        return file;
    }

    /// <summary>A checkpoint in this generation, with its copy.</summary>
    public byte[] Checkpoint()
    {
        var file = new byte[2 * SegmentLength];
        var header = file.AsSpan(0, SegmentLength);
        BinaryPrimitives.WriteUInt16LittleEndian(header[14..], 3);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], Generation);
        Sign(header[20..], Signature);
        header[667] = 4;
        EseSeal.Header(header);
        header.CopyTo(file.AsSpan(SegmentLength));
        return file;
    }

    internal static void Sign(Span<byte> field, uint random)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(field, random);
        Time(field[4..], 1);
    }

    /// <summary>So many minutes into the year 2024, UTC.</summary>
    internal static void Time(Span<byte> field, int minutes)
    {
        ReadOnlySpan<byte> time = [0, (byte)(minutes % 60), (byte)(minutes / 60 % 24), 1, 1, 124, 1, 0];
        time.CopyTo(field);
    }
}
