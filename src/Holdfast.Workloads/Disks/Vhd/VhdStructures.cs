using System.Buffers.Binary;

namespace Holdfast.Workloads.Disks.Vhd;

/// <summary>Makes the structures of a fixed or dynamic VHD.</summary>
internal static class VhdStructures
{
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Footer(long diskLength, bool isFixed, Guid id, DateTimeOffset now)
    {
        const uint reservedFeature = 2, creatorVersion = 0x000A0000;
        var bytes = new byte[VhdFormat.FooterLength];
        VhdFormat.FooterCookie.CopyTo(bytes);
        U32(bytes, 8, reservedFeature);
        U32(bytes, 12, VhdFormat.Version);
        U64(bytes, 16, isFixed ? ulong.MaxValue : VhdFormat.FooterLength);
        U32(bytes, 24, (uint)Math.Clamp((now - Epoch).TotalSeconds, 0, uint.MaxValue));

        // Software that knows other creators only (QEMU, for one) takes the geometry for the size of a disk, which is not exact.
        "win "u8.CopyTo(bytes.AsSpan(28));
        U32(bytes, 32, creatorVersion);
        "Wi2k"u8.CopyTo(bytes.AsSpan(36));
        U64(bytes, 40, (ulong)diskLength);
        U64(bytes, 48, (ulong)diskLength);
        var geometry = VhdGeometry.Of(diskLength);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(56), (ushort)geometry.Cylinders);
        (bytes[58], bytes[59]) = ((byte)geometry.Heads, (byte)geometry.Sectors);
        U32(bytes, 60, isFixed ? VhdFormat.Fixed : VhdFormat.Dynamic);
        id.TryWriteBytes(bytes.AsSpan(68), bigEndian: true, out _);
        VhdSeal.Write(bytes, VhdFormat.FooterChecksum);
        return bytes;
    }

    public static byte[] Header(long tableOffset, int blockLength, long blockCount)
    {
        var bytes = new byte[VhdFormat.HeaderLength];
        VhdFormat.HeaderCookie.CopyTo(bytes);
        U64(bytes, 8, ulong.MaxValue);
        U64(bytes, 16, (ulong)tableOffset);
        U32(bytes, 24, VhdFormat.Version);
        U32(bytes, 28, (uint)blockCount);
        U32(bytes, 32, (uint)blockLength);
        VhdSeal.Write(bytes, VhdFormat.HeaderChecksum);
        return bytes;
    }

    private static void U32(byte[] bytes, int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), value);

    private static void U64(byte[] bytes, int at, ulong value) => BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(at), value);
}
