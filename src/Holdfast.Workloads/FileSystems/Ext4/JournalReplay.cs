using System.Buffers.Binary;
using Holdfast.Workloads.Checksums;
using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.FileSystems.Ext4;

/// <summary>Finds what the committed transactions of a journal wrote. The log ends with the first block that does not continue it: that transaction was being written when the machine stopped.</summary>
internal sealed class JournalReplay(Ext4Volume volume, RunBytes journal, JournalSuperblock superblock)
{
    private const uint Descriptor = 1, Commit = 2, Revoke = 5;
    private const int HeaderLength = 12, RevokeHeader = 16, IdentifierLength = 16, TailLength = 4;
    private const int CommitChecksumAt = 16;
    private const uint Escaped = 1, SameIdentifier = 2, Last = 8;

    private readonly Dictionary<long, uint> revoked = [];
    private readonly List<JournaledBlock> written = [];

    /// <summary>Blocks of the volume whose content is in the journal.</summary>
    public IReadOnlyDictionary<long, JournaledBlock> Run()
    {
        Scan();
        var found = new Dictionary<long, JournaledBlock>();
        foreach (var block in written)
        {
            // A block that was freed later, and may hold content meanwhile, keeps what it holds.
            var isRevoked = revoked.TryGetValue(block.Target, out var until) && unchecked((int)(until - block.Sequence)) >= 0;
            if (!isRevoked) found[block.Target] = block;
        }

        return found;
    }

    private void Scan()
    {
        var at = superblock.Start;
        var sequence = superblock.Sequence;
        var pending = new List<JournaledBlock>();
        var pendingRevokes = new List<long>();
        // The log goes round: after as many blocks as it has, it would be read again.
        for (var left = superblock.End - superblock.First; left > 0;)
        {
            var block = journal.Read((long)at * volume.BlockLength, volume.BlockLength);
            if (U32(block, 0) != JournalSuperblock.Magic || U32(block, 8) != sequence) return;
            uint used = 1;
            switch (U32(block, 4))
            {
                case Descriptor when IsWhole(block):
                    used += ReadDescriptor(block, Next(at, 1), sequence, pending);
                    break;
                case Revoke when IsWhole(block):
                    ReadRevokes(block, pendingRevokes);
                    break;
                case Commit when IsCommitted(block):
                    written.AddRange(pending);
                    foreach (var target in pendingRevokes) revoked[target] = sequence;
                    pending.Clear();
                    pendingRevokes.Clear();
                    sequence = unchecked(sequence + 1);
                    break;
                default:
                    return;
            }

            if (used > left) return;
            left -= used;
            at = Next(at, used);
        }
    }

    /// <returns>Blocks that follow the descriptor: the content of those that it names.</returns>
    private uint ReadDescriptor(byte[] block, uint content, uint sequence, List<JournaledBlock> pending)
    {
        var tagLength = superblock.HasNewChecksums ? 16 : 8 + (superblock.HasOldChecksums ? 2 : 0) + (superblock.IsWide ? 4 : 0);
        var end = block.Length - (superblock.HasChecksums ? TailLength : 0);
        uint count = 0;
        for (var at = HeaderLength; at <= end - tagLength; count++)
        {
            var flags = superblock.HasNewChecksums ? U32(block, at + 4) : BinaryPrimitives.ReadUInt16BigEndian(block.AsSpan(at + 6));
            var target = U32(block, at) | (superblock.IsWide ? (long)(U32(block, at + 8) & ushort.MaxValue) << 32 : 0);
            var place = (long)Next(content, count) * volume.BlockLength;
            if (target < volume.Superblock.Blocks && HasChecksum(block, at, sequence, place)) pending.Add(new JournaledBlock(target, sequence, place, (flags & Escaped) != 0));
            at += tagLength + ((flags & SameIdentifier) != 0 ? 0 : IdentifierLength);
            if ((flags & Last) != 0) return count + 1;
        }

        return count;
    }

    private void ReadRevokes(byte[] block, List<long> pending)
    {
        var width = superblock.IsWide ? sizeof(ulong) : sizeof(uint);
        var end = (int)Math.Min(U32(block, HeaderLength), (uint)block.Length);
        for (var at = RevokeHeader; at <= end - width; at += width)
        {
            pending.Add(superblock.IsWide ? (long)(BinaryPrimitives.ReadUInt64BigEndian(block.AsSpan(at)) & long.MaxValue) : U32(block, at));
        }
    }

    /// <summary>Descriptors and revocations end with a checksum of themselves.</summary>
    private bool IsWhole(byte[] block) => !superblock.HasChecksums || Checksum(block, block.Length - TailLength) == U32(block, block.Length - TailLength);

    private bool IsCommitted(byte[] block) => !superblock.HasChecksums || Checksum(block, CommitChecksumAt) == U32(block, CommitChecksumAt);

    /// <summary>Of a block with zeros where its checksum stands.</summary>
    private uint Checksum(ReadOnlySpan<byte> block, int at) =>
        Crc32C.Append(Crc32C.Append(Crc32C.Append(superblock.Seed, block[..at]), [0, 0, 0, 0]), block[(at + TailLength)..]);

    /// <summary>As the kernel does, a block whose copy in the journal is damaged is left as it is on the volume.</summary>
    private bool HasChecksum(byte[] block, int tag, uint sequence, long place)
    {
        if (!superblock.HasChecksums) return true;
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(number, sequence);
        var computed = Crc32C.Append(Crc32C.Append(superblock.Seed, number), journal.Read(place, volume.BlockLength));
        return superblock.HasNewChecksums ? computed == U32(block, tag + 12) : (ushort)(computed & ushort.MaxValue) == BinaryPrimitives.ReadUInt16BigEndian(block.AsSpan(tag + 4));
    }

    private uint Next(uint at, uint count) => superblock.First + (uint)((at - superblock.First + (ulong)count) % (superblock.End - superblock.First));

    private static uint U32(byte[] block, int at) => BinaryPrimitives.ReadUInt32BigEndian(block.AsSpan(at));
}
