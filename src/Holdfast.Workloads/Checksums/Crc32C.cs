using System.Buffers.Binary;
using System.Numerics;

namespace Holdfast.Workloads.Checksums;

/// <summary>CRC-32C (Castagnoli), as PostgreSQL uses it in backup manifests and its log, and VHDX in its structures. Start with <see cref="Start"/>, end with <see cref="End"/>.</summary>
internal static class Crc32C
{
    public const uint Start = 0xFFFFFFFF;

    public static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        while (data.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
            data = data[8..];
        }
        foreach (var value in data) crc = BitOperations.Crc32C(crc, value);
        return crc;
    }

    public static uint End(uint crc) => ~crc;

    /// <summary>As a manifest writes it: the bytes as they lie in a little-endian machine's memory.</summary>
    public static string Text(uint ended)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, ended);
        return Convert.ToHexStringLower(bytes);
    }
}
