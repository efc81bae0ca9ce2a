using System.Buffers.Binary;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks.Writing;

namespace Holdfast.Workloads.Disks.Vhd;

/// <summary>Writes a fixed or dynamic VHD. A block comes into being with its first byte that is not zero.</summary>
public sealed class VhdWriter : IDiskWriter
{
    private const long TableOffset = VhdFormat.FooterLength + VhdFormat.HeaderLength;
    private const int Block = VhdFormat.UsualBlock;

    private readonly VhdLayout layout;
    private readonly TimeProvider time;
    private readonly DiskFile file;
    private readonly uint[] table;
    private readonly byte[] bitmap = new byte[VhdFormat.BitmapLength(Block)];
    private long end;

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: the format does not hold a disk of that size.</exception>
    /// <exception cref="IOException">There is something of that name, or it cannot be made.</exception>
    public VhdWriter(string path, VhdLayout layout, TimeProvider time)
    {
        if (layout.Length is <= 0 or > VhdFormat.LongestDisk || layout.Length % VhdFormat.Sector != 0)
        {
            throw new WorkloadException(WorkloadFault.NotPossible, $"A VHD cannot hold a disk of {layout.Length} bytes: it takes whole sectors of 512 bytes, and at most 2040 GiB.", "Choose VHDX.");
        }

        (this.layout, this.time) = (layout, time);
        table = layout.IsFixed ? [] : new uint[(layout.Length + Block - 1) / Block];
        Array.Fill(table, VhdFormat.NoBlock);
        bitmap.AsSpan().Fill(byte.MaxValue);
        end = layout.IsFixed ? layout.Length : TableOffset + TableLength;
        file = new DiskFile(path);
        if (layout.IsFixed) file.SetLength(layout.Length);
    }

    public long Length => layout.Length;

    private long TableLength => ((table.Length * (long)sizeof(uint)) + VhdFormat.Sector - 1) / VhdFormat.Sector * VhdFormat.Sector;

    public void Write(long offset, ReadOnlySpan<byte> content)
    {
        DiskFile.Require(offset, content.Length, Length);
        while (!content.IsEmpty)
        {
            var (block, within) = Math.DivRem(offset, Block);
            var part = content[..(int)Math.Min(content.Length, Block - within)];
            if (layout.IsFixed) file.Write(offset, part);
            else WriteBlock(block, within, part);
            content = content[part.Length..];
            offset += part.Length;
        }
    }

    /// <summary>Content, then what describes it, then the footers: without these the file is no VHD.</summary>
    public void Complete()
    {
        file.SetLength(end);
        if (!layout.IsFixed)
        {
            file.Write(VhdFormat.FooterLength, VhdStructures.Header(TableOffset, Block, table.Length));
            file.Write(TableOffset, BigEndian());
        }

        file.Sync();
        var footer = VhdStructures.Footer(layout.Length, layout.IsFixed, layout.Id ?? Guid.NewGuid(), time.GetUtcNow());
        file.Write(end, footer);
        if (!layout.IsFixed) file.Write(0, footer);
        file.Complete();
    }

    public void Dispose() => file.Dispose();

    private void WriteBlock(long block, long within, ReadOnlySpan<byte> part)
    {
        if (table[block] == VhdFormat.NoBlock)
        {
            if (!part.ContainsAnyExcept((byte)0)) return;
            table[block] = (uint)(end / VhdFormat.Sector);
            file.Write(end, bitmap);
            end += bitmap.Length + Block;
        }

        file.Write(((long)table[block] * VhdFormat.Sector) + bitmap.Length + within, part);
    }

    private byte[] BigEndian()
    {
        var bytes = new byte[TableLength];
        bytes.AsSpan().Fill(byte.MaxValue);
        for (var block = 0; block < table.Length; block++) BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(block * sizeof(uint)), table[block]);
        return bytes;
    }
}
