using System.Buffers.Binary;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Vhd;

/// <summary>The checksum of footer and header: the complement of the sum of all other bytes.</summary>
internal static class VhdSeal
{
    public static uint Compute(ReadOnlySpan<byte> structure, int checksumOffset)
    {
        uint sum = 0;
        for (var at = 0; at < structure.Length; at++)
        {
            if (at < checksumOffset || at >= checksumOffset + sizeof(uint)) sum += structure[at];
        }

        return ~sum;
    }

    public static void Write(Span<byte> structure, int checksumOffset) => BinaryPrimitives.WriteUInt32BigEndian(structure[checksumOffset..], Compute(structure, checksumOffset));

    /// <summary>Null where the checksum is right.</summary>
    public static MalformedFileException? Check(ReadOnlySpan<byte> structure, int checksumOffset, long offset, string what)
    {
        var (stored, computed) = (BinaryPrimitives.ReadUInt32BigEndian(structure[checksumOffset..]), Compute(structure, checksumOffset));
        return stored == computed ? null : new MalformedFileException(offset + checksumOffset, $"the checksum {computed:x8} of {what}", $"{stored:x8}");
    }
}
