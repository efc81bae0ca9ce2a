using System.Buffers.Binary;
using Holdfast.Format.Items;
using Holdfast.Workloads.Checksums;

namespace Holdfast.Workloads.FileSystems.Ext4;

/// <summary>An inode.</summary>
/// <param name="Bytes">All of it.</param>
/// <param name="Origin">Of its first byte on the volume.</param>
/// <param name="Seed">Where the checksums of what belongs to it begin.</param>
internal sealed record Inode(uint Number, byte[] Bytes, long Origin, uint Seed)
{
    public const int MapAt = 0x28, MapLength = 60;

    private const int OldLength = 128;
    private const int ChecksumAt = 0x7c, ExtraAt = 0x80, HighChecksumAt = 0x82;
    private const int TypeMask = 0xf000;

    public Fields Fields => new(Bytes, Origin);

    public InodeFlag Flags => (InodeFlag)Fields.U32(0x20);

    public uint Mode => Fields.U16(0) & 0xfffu;

    public uint Owner => Fields.U16(2) | (uint)Fields.U16(0x78) << 16;

    public uint Group => Fields.U16(0x18) | (uint)Fields.U16(0x7a) << 16;

    public ushort Links => Fields.U16(0x1a);

    /// <summary>Of the content; 32 bits unless it is a file.</summary>
    public long Size => Kind == ItemKind.File ? Fields.Part(0, OldLength).U32(4) | (long)(Fields.U32(0x6c) & int.MaxValue) << 32 : Fields.U32(4);

    /// <summary>512-byte sectors of content and attributes.</summary>
    public uint Sectors => Fields.U32(0x1c);

    public long AttributeBlock => Fields.U32(0x68) | (long)Fields.U16(0x76) << 32;

    public uint Generation => Fields.U32(0x64);

    /// <summary>Bytes that the inode uses beyond the 128 that all have.</summary>
    public int Extra => Bytes.Length > OldLength ? Math.Min((int)Fields.U16(ExtraAt), Bytes.Length - OldLength) : 0;

    /// <summary>Null for a socket, and for what is no kind.</summary>
    public ItemKind? Kind => (Fields.U16(0) & TypeMask) switch
    {
        0x1000 => ItemKind.Fifo,
        0x2000 => ItemKind.CharacterDevice,
        0x4000 => ItemKind.Directory,
        0x6000 => ItemKind.BlockDevice,
        0x8000 => ItemKind.File,
        0xa000 => ItemKind.SymbolicLink,
        _ => null,
    };

    public bool IsUsed => Links != 0 && Fields.U16(0) != 0;

    public Timestamp Modified => Time(0x10, 0x88);

    public Timestamp Changed => Time(0x0c, 0x84);

    public Timestamp? Born => Extra >= 0x98 - OldLength ? Time(0x90, 0x94) : null;

    /// <summary>Of a device node: major number in the upper 32 bits.</summary>
    public ulong DeviceNumber
    {
        get
        {
            var old = Fields.U32(MapAt);
            if (old != 0) return (ulong)(old >> 8 & 0xff) << 32 | (old & 0xff);
            var wide = Fields.U32(MapAt + 4);
            return (ulong)((wide & 0xfff00) >> 8) << 32 | (wide & 0xff) | (wide >> 12 & 0xfff00);
        }
    }

    /// <exception cref="Inspection.MalformedFileException">Its checksum is not that of its content.</exception>
    public static Inode Parse(byte[] bytes, uint number, long origin, Superblock superblock)
    {
        var fields = new Fields(bytes, origin);
        Span<byte> numbers = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(numbers, number);
        BinaryPrimitives.WriteUInt32LittleEndian(numbers[4..], fields.U32(0x64));
        var inode = new Inode(number, bytes, origin, Crc32C.Append(superblock.Seed, numbers));
        if (superblock.HasChecksums && bytes.AsSpan().ContainsAnyExcept((byte)0)) inode.Verify();
        return inode;
    }

    private void Verify()
    {
        var fields = Fields;
        var isWide = Extra >= 4;
        var crc = Crc32C.Append(Crc32C.Append(Seed, fields.Slice(0, ChecksumAt)), [0, 0]);
        crc = Crc32C.Append(crc, fields.Slice(ChecksumAt + 2, OldLength - ChecksumAt - 2));
        if (isWide)
        {
            crc = Crc32C.Append(Crc32C.Append(crc, fields.Slice(ExtraAt, 2)), [0, 0]);
            crc = Crc32C.Append(crc, fields.Slice(HighChecksumAt + 2, Bytes.Length - HighChecksumAt - 2));
        }
        else
        {
            crc = Crc32C.Append(crc, fields.Slice(OldLength, Bytes.Length - OldLength));
        }

        var mask = isWide ? uint.MaxValue : ushort.MaxValue;
        var stored = fields.U16(ChecksumAt) | (isWide ? (uint)fields.U16(HighChecksumAt) << 16 : 0);
        if (stored != (crc & mask)) throw fields.Refuse(ChecksumAt, $"the checksum {crc & mask:x} of inode {Number}", $"{stored:x}");
    }

    /// <summary>Seconds as a signed number; where the inode has room, 2 more bits of them and nanoseconds.</summary>
    private Timestamp Time(int at, int extraAt)
    {
        long seconds = unchecked((int)Fields.U32(at));
        if (Extra < extraAt + 4 - OldLength) return new Timestamp(seconds, 0);
        var extra = Fields.U32(extraAt);
        return new Timestamp(seconds + ((long)(extra & 3) << 32), Math.Min(extra >> 2, 999_999_999));
    }
}
