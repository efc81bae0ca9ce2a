using System.Buffers.Binary;
using System.Text;
using Holdfast.Workloads.Disks.Vhd;

namespace Holdfast.Workloads.Tests.Disks.Support;

/// <summary>Makes dynamic and differencing VHD files by hand.</summary>
internal sealed class VhdBuilder(long length)
{
    public const int Block = 4096, FirstBlock = 4096;

    private readonly SortedDictionary<int, (byte[] Bitmap, byte[] Content)> blocks = [];

    public Guid Id { get; init; } = new("01020304-0506-0708-090a-0b0c0d0e0f10");

    public Guid? ParentId { get; init; }

    public string ParentName { get; init; } = "";

    public string? RelativeLocator { get; init; }

    /// <param name="bits">The highest bit of the first byte is the first sector.</param>
    public VhdBuilder With(int block, byte bits, byte[] content)
    {
        var bitmap = new byte[512];
        bitmap[0] = bits;
        blocks[block] = (bitmap, content);
        return this;
    }

    public byte[] Build()
    {
        var count = (int)((length + Block - 1) / Block);
        var footer = VhdStructures.Footer(length, false, Id, DateTimeOffset.UnixEpoch);
        var header = VhdStructures.Header(2048, Block, count);
        if (ParentId is { } parent)
        {
            BinaryPrimitives.WriteUInt32BigEndian(footer.AsSpan(60), VhdFormat.Differencing);
            parent.TryWriteBytes(header.AsSpan(40), bigEndian: true, out _);
            Encoding.BigEndianUnicode.GetBytes(ParentName, header.AsSpan(64));
        }

        var file = new byte[FirstBlock + (blocks.Count * (512 + Block)) + 512];
        if (RelativeLocator is not null)
        {
            "W2ru"u8.CopyTo(header.AsSpan(576));
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(580), 512);
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(584), (uint)(RelativeLocator.Length * 2));
            BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(592), 3072);
            Encoding.Unicode.GetBytes(RelativeLocator, file.AsSpan(3072));
        }

        VhdSeal.Write(footer, VhdFormat.FooterChecksum);
        VhdSeal.Write(header, VhdFormat.HeaderChecksum);
        footer.CopyTo(file, 0);
        header.CopyTo(file, 512);
        file.AsSpan(2048, count * 4).Fill(255);
        var at = FirstBlock;
        foreach (var (block, (bitmap, content)) in blocks)
        {
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(2048 + (block * 4)), (uint)(at / 512));
            bitmap.CopyTo(file, at);
            content.CopyTo(file, at + 512);
            at += 512 + Block;
        }

        footer.CopyTo(file, at);
        return file;
    }
}
