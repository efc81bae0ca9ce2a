using System.Buffers.Binary;
using Holdfast.Workloads.Checksums;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>Reads entries of a log, and believes those that are sound in every field.</summary>
internal sealed class VhdxLogReader(VhdxLogRing ring, Guid logGuid)
{
    private const int Piece = 64 << 10;

    /// <summary>Sound entries lie one behind the other, stale ones are seldom read twice. More than this is made to keep a reader busy.</summary>
    private long allowance = (8 * ring.Length) + (1 << 20);

    /// <summary>Null where no sound entry begins.</summary>
    /// <exception cref="MalformedFileException">The log is one that cannot be read in reasonable time.</exception>
    public VhdxLogEntry? TryRead(long position)
    {
        Span<byte> header = stackalloc byte[VhdxLogEntry.HeaderLength];
        ring.Read(position, header);
        if (!header.StartsWith("loge"u8) || new Guid(header.Slice(32, 16)) != logGuid) return null;
        var (length, tail) = (BinaryPrimitives.ReadUInt32LittleEndian(header[8..]), BinaryPrimitives.ReadUInt32LittleEndian(header[12..]));
        var (sequence, count) = (BinaryPrimitives.ReadUInt64LittleEndian(header[16..]), BinaryPrimitives.ReadUInt32LittleEndian(header[24..]));
        var isPlaced = length > 0 && length % VhdxFormat.LogSector == 0 && length <= ring.Length && tail % VhdxFormat.LogSector == 0 && tail < ring.Length;
        if (!isPlaced || sequence == 0 || count > length / VhdxLogEntry.DescriptorLength) return null;
        var (flushed, last) = (BinaryPrimitives.ReadUInt64LittleEndian(header[48..]), BinaryPrimitives.ReadUInt64LittleEndian(header[56..]));
        var entry = new VhdxLogEntry(position % ring.Length, length, tail, sequence, (int)count, flushed, last);
        if (entry.DescriptorSectors * VhdxFormat.LogSector > length) return null;
        if ((allowance -= length) < 0) throw new MalformedFileException(ring.At(position), "a log whose entries lie one behind the other", "entries that overlap many times");
        return IsSound(entry, BinaryPrimitives.ReadUInt32LittleEndian(header[4..])) ? entry : null;
    }

    /// <summary>What a sound entry puts into the file, in its order.</summary>
    public IEnumerable<VhdxLogPatch> Patches(VhdxLogEntry entry)
    {
        var sector = entry.Position + (entry.DescriptorSectors * VhdxFormat.LogSector);
        var bytes = new byte[VhdxLogEntry.DescriptorLength];
        for (var index = 0; index < entry.DescriptorCount; index++)
        {
            ring.Read(entry.Position + VhdxLogEntry.HeaderLength + ((long)index * VhdxLogEntry.DescriptorLength), bytes);
            var leading = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(8));
            var offset = (long)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(16));
            if (IsData(bytes))
            {
                yield return new VhdxLogPatch(offset, VhdxFormat.LogSector, sector, leading, BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4)));
                sector += VhdxFormat.LogSector;
            }
            else
            {
                yield return new VhdxLogPatch(offset, (long)leading, -1, 0, 0);
            }
        }
    }

    private static bool IsData(ReadOnlySpan<byte> descriptor) => descriptor.StartsWith("desc"u8);

    private bool IsSound(VhdxLogEntry entry, uint checksum)
    {
        var buffer = new byte[Math.Min(Piece, entry.Length)];
        var crc = Crc32C.Start;
        long data = 0;
        for (long at = 0; at < entry.Length; at += buffer.Length)
        {
            var piece = buffer.AsSpan(0, (int)Math.Min(buffer.Length, entry.Length - at));
            ring.Read(entry.Position + at, piece);
            if (at == 0) piece.Slice(4, 4).Clear();
            crc = Crc32C.Append(crc, piece);
            for (var within = 0; within < piece.Length; within += VhdxFormat.LogSector)
            {
                var number = (at + within) / VhdxFormat.LogSector;
                var sector = piece.Slice(within, VhdxFormat.LogSector);
                if (number >= entry.DescriptorSectors ? !IsSoundData(entry, sector) : !AreSoundDescriptors(entry, number, sector, ref data)) return false;
            }
        }

        return Crc32C.End(crc) == checksum && data == (entry.Length / VhdxFormat.LogSector) - entry.DescriptorSectors;
    }

    private static bool IsSoundData(VhdxLogEntry entry, ReadOnlySpan<byte> sector)
        => sector.StartsWith("data"u8) && BinaryPrimitives.ReadUInt32LittleEndian(sector[4..]) == (uint)(entry.Sequence >> 32)
            && BinaryPrimitives.ReadUInt32LittleEndian(sector[4092..]) == (uint)(entry.Sequence & uint.MaxValue);

    private static bool AreSoundDescriptors(VhdxLogEntry entry, long number, ReadOnlySpan<byte> sector, ref long data)
    {
        var first = number == 0 ? 0 : ((number * VhdxFormat.LogSector) - VhdxLogEntry.HeaderLength) / VhdxLogEntry.DescriptorLength;
        for (var (index, at) = (first, number == 0 ? VhdxLogEntry.HeaderLength : 0); index < entry.DescriptorCount && at < sector.Length; index++, at += VhdxLogEntry.DescriptorLength)
        {
            var descriptor = sector.Slice(at, VhdxLogEntry.DescriptorLength);
            var length = IsData(descriptor) ? VhdxFormat.LogSector : BinaryPrimitives.ReadUInt64LittleEndian(descriptor[8..]);
            var offset = BinaryPrimitives.ReadUInt64LittleEndian(descriptor[16..]);
            if (!IsData(descriptor) && !descriptor.StartsWith("zero"u8)) return false;
            if (BinaryPrimitives.ReadUInt64LittleEndian(descriptor[24..]) != entry.Sequence || offset % VhdxFormat.LogSector != 0 || length % VhdxFormat.LogSector != 0) return false;
            if (offset > long.MaxValue / 2 || length > long.MaxValue / 2) return false;
            if (IsData(descriptor)) data++;
        }

        return true;
    }
}
