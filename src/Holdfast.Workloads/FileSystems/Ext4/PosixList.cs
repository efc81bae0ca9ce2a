using System.Buffers.Binary;

namespace Holdfast.Workloads.FileSystems.Ext4;

/// <summary>Access control lists of POSIX: kept shorter on the volume than Linux shows them.</summary>
internal static class PosixList
{
    private const uint StoredVersion = 1, ShownVersion = 2;
    private const int HeaderLength = 4, ShortEntry = 4, LongEntry = 8;
    private const ushort User = 2, Group = 8;

    public static bool IsOne(ReadOnlySpan<byte> name) => name.StartsWith("system.posix_acl_"u8);

    /// <summary>The value as getxattr gives it.</summary>
    /// <exception cref="Inspection.MalformedFileException">It is no such list.</exception>
    public static byte[] Convert(byte[] stored, long origin)
    {
        var list = new Fields(stored, origin);
        if (list.U32(0) != StoredVersion) throw list.Refuse(0, "an access control list", $"version {list.U32(0)}");
        var shown = new byte[HeaderLength + (list.Length / ShortEntry * LongEntry)];
        BinaryPrimitives.WriteUInt32LittleEndian(shown, ShownVersion);
        var length = HeaderLength;
        for (var at = HeaderLength; at < list.Length; length += LongEntry)
        {
            var isNamed = list.U16(at) is User or Group;
            list.Slice(at, ShortEntry).CopyTo(shown.AsSpan(length));
            BinaryPrimitives.WriteUInt32LittleEndian(shown.AsSpan(length + ShortEntry), isNamed ? list.U32(at + ShortEntry) : uint.MaxValue);
            at += isNamed ? LongEntry : ShortEntry;
        }

        return shown[..length];
    }
}
