using System.Buffers.Binary;

namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>One page, as far as it can be judged without its neighbors.</summary>
/// <param name="Matches">Its checksum is right; where it has none: it would be, so that the flag for it was lost.</param>
internal readonly record struct PageLook(PageHeader Header, long Offset, bool Matches)
{
    public static PageLook At(ReadOnlySpan<byte> page, PageHeader header, long offset)
    {
        if (header.HasChecksum)
        {
            return new PageLook(header, offset, PageChecksum.Compute(page) == PageChecksum.Stored(page));
        }

        return new PageLook(header, offset, header.IsFormatted && PageChecksum.Stored(page) != 0 && FlagWasLost(page, header));
    }

    /// <summary>Whether the stored checksum fits as soon as the flag that announces it is set.</summary>
    private static bool FlagWasLost(ReadOnlySpan<byte> page, PageHeader header)
    {
        Span<byte> restored = stackalloc byte[PageChecksum.PageLength];
        page.CopyTo(restored);
        BinaryPrimitives.WriteUInt16LittleEndian(restored[4..], (ushort)(header.Flags | PageHeader.ChecksumFlag));
        return PageChecksum.Compute(restored) == PageChecksum.Stored(page);
    }
}
