using System.Runtime.InteropServices;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>Records and index blocks end each 512 bytes with a number that tells a torn write; what belongs there is in an array at their front.</summary>
internal static class UpdateSequence
{
    private const int Stride = 512;

    /// <summary>Puts the bytes back that belong to the ends.</summary>
    /// <exception cref="Inspection.MalformedFileException">A part is not of the same write as the others.</exception>
    public static void Apply(Span<byte> block, long origin)
    {
        var fields = new Fields(block, origin);
        int at = fields.U16(4), count = fields.U16(6);
        if (count == 0 || (count - 1) * Stride != block.Length) throw fields.Refuse(6, $"an update sequence for {block.Length} bytes", $"{count} entries");
        _ = fields.Slice(at, count * 2);
        // An array across the end of a part would be changed while it is used.
        if (at + (count * 2) > Stride - 2) throw fields.Refuse(4, "an update sequence in the first part", $"offset {at}");
        var array = MemoryMarshal.Cast<byte, ushort>(block.Slice(at, count * 2));
        for (var part = 1; part < count; part++)
        {
            ref var end = ref MemoryMarshal.AsRef<ushort>(block[((part * Stride) - 2)..]);
            if (end != array[0]) throw fields.Refuse((part * Stride) - 2, $"the number of a whole write, {array[0]:x4}", $"{end:x4}");
            end = array[part];
        }
    }
}
