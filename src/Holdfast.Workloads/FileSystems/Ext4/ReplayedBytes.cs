using System.Buffers.Binary;
using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.FileSystems.Ext4;

/// <summary>A volume with blocks of its journal in their places.</summary>
internal sealed class ReplayedBytes(IByteSource volume, IByteSource journal, int blockLength, IReadOnlyDictionary<long, JournaledBlock> blocks) : IByteSource
{
    public long Length => volume.Length;

    public void Read(long offset, Span<byte> buffer)
    {
        this.Require(offset, buffer.Length);
        while (!buffer.IsEmpty)
        {
            var within = (int)(offset % blockLength);
            if (blocks.TryGetValue(offset / blockLength, out var block))
            {
                var length = Math.Min(buffer.Length, blockLength - within);
                ReadJournaled(block, within, buffer[..length]);
                buffer = buffer[length..];
                offset += length;
                continue;
            }

            // As much at once as is not in the journal.
            var plain = blockLength - within;
            while (plain < buffer.Length && !blocks.ContainsKey((offset + plain) / blockLength)) plain += blockLength;
            plain = Math.Min(plain, buffer.Length);
            volume.Read(offset, buffer[..plain]);
            buffer = buffer[plain..];
            offset += plain;
        }
    }

    private void ReadJournaled(JournaledBlock block, int within, Span<byte> buffer)
    {
        journal.Read(block.Position + within, buffer);
        if (!block.IsEscaped) return;
        Span<byte> mark = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(mark, JournalSuperblock.Magic);
        for (var i = within; i < mark.Length && i - within < buffer.Length; i++) buffer[i - within] = mark[i];
    }
}
