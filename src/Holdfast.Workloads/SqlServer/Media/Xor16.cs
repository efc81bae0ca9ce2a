using System.Runtime.InteropServices;

namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>The checksum of headers in Microsoft Tape Format: 16-bit words, exclusive or.</summary>
internal static class Xor16
{
    /// <param name="header">An even number of bytes, little-endian words.</param>
    public static ushort Of(ReadOnlySpan<byte> header)
    {
        ushort sum = 0;
        foreach (var word in MemoryMarshal.Cast<byte, ushort>(header))
        {
            sum ^= BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word);
        }

        return sum;
    }
}
