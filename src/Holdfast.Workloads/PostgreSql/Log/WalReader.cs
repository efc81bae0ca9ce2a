using System.Buffers.Binary;
using Holdfast.Format;
using Holdfast.Workloads.Checksums;
using Holdfast.Workloads.PostgreSql.BaseBackup;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Log;

/// <summary>
/// Reads the records of a log page by page, from the start of any segment. Holds the front of one record: no more is needed to know when a transaction ended. PostgreSQL:
/// access/xlog_internal.h, xlogrecord.h.
/// </summary>
internal sealed class WalReader(Action<WalRecord> record)
{
    public const int PageSize = 8192;

    private const int ShortHeader = 24, LongHeader = 40, RecordHeader = 24, Front = 64;

    private const uint LongestRecord = 1020u << 20;

    private readonly byte[] front = new byte[Front];
    private Lsn position, started;
    private uint length, taken, crc;
    private bool isSynchronized, isAligned = true;
    private uint skip;

    /// <summary>A record began whose rest has not come.</summary>
    public bool IsWithinRecord => length > 0;

    /// <summary>Nothing valid follows: the log was switched to its next segment, or was not written further.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Where reading stands.</summary>
    public Lsn Position => position;

    /// <summary>Goes on with the next page.</summary>
    /// <param name="page">8 KiB.</param>
    /// <param name="at">Where it is in the log; a new segment may begin after a switch.</param>
    /// <exception cref="MalformedDataException">It is no page of a log.</exception>
    public void Append(ReadOnlySpan<byte> page, Lsn at)
    {
        var magic = BinaryPrimitives.ReadUInt16LittleEndian(page);
        if (magic == 0 || BinaryPrimitives.ReadUInt64LittleEndian(page[8..]) != at.Value)
        {
            // Not written yet, or what the file held before it was used again.
            IsAtEnd = true;
            (position, length) = (at.Add(PageSize), 0);
            return;
        }
        if (magic >> 8 != 0xD1) throw new MalformedDataException($"What stands at {at} is no page of a PostgreSQL log.");
        var rest = BinaryPrimitives.ReadUInt32LittleEndian(page[16..]);
        var offset = (BinaryPrimitives.ReadUInt16LittleEndian(page[2..]) & 2) != 0 ? LongHeader : ShortHeader;
        if (!isSynchronized || IsAtEnd)
        {
            (length, skip, isSynchronized, IsAtEnd) = (0, rest, true, false);
        }
        else if (rest != (length > 0 ? length - taken : skip)) (length, skip) = (0, rest); // the record before was never finished: the server began anew after a crash
        position = at;
        Read(page, offset);
        position = at.Add(PageSize);
    }

    private void Read(ReadOnlySpan<byte> page, int offset)
    {
        while (offset < PageSize)
        {
            if (skip > 0)
            {
                var part = (int)Math.Min(skip, (uint)(PageSize - offset));
                skip -= (uint)part;
                offset += part;
                isAligned = skip > 0;
                continue;
            }
            if (!isAligned)
            {
                offset = (offset + 7) & ~7;
                isAligned = true;
                continue;
            }
            if (length == 0 && !Begin(page, offset)) return;
            offset += Take(page[offset..]);
        }
    }

    private bool Begin(ReadOnlySpan<byte> page, int offset)
    {
        length = BinaryPrimitives.ReadUInt32LittleEndian(page[offset..]);
        started = position.Add(offset);
        if (length == 0)
        {
            IsAtEnd = true;
            return false;
        }
        if (length is < RecordHeader or > LongestRecord) throw new MalformedDataException($"The record at {started} of the log says that it has {length} bytes.");
        (taken, crc) = (0, Crc32C.Start);
        return true;
    }

    private int Take(ReadOnlySpan<byte> bytes)
    {
        var part = (int)Math.Min(length - taken, (uint)bytes.Length);
        bytes = bytes[..part];
        if (taken < Front) bytes[..Math.Min(part, Front - (int)taken)].CopyTo(front.AsSpan((int)taken));
        // The checksum covers what follows the header first, then the header up to itself.
        var body = taken >= RecordHeader ? bytes : bytes[Math.Min(part, RecordHeader - (int)taken)..];
        crc = Crc32C.Append(crc, body);
        taken += (uint)part;
        if (taken == length) Complete();
        return part;
    }

    private void Complete()
    {
        var header = front.AsSpan(0, RecordHeader);
        var sound = Crc32C.End(Crc32C.Append(crc, header[..20])) == BinaryPrimitives.ReadUInt32LittleEndian(header[20..]);
        const byte Transactions = 1, Commit = 0x00, Abort = 0x20, CommitPrepared = 0x30, AbortPrepared = 0x40;
        var kind = header[16] & 0x70;
        var ends = header[17] == Transactions && kind is Commit or Abort or CommitPrepared or AbortPrepared && header[17] == Transactions;
        var previous = new Lsn(BinaryPrimitives.ReadUInt64LittleEndian(header[8..]));
        record(new WalRecord(started, previous, ends ? ReadTime() : null, kind is Commit or CommitPrepared, sound));
        (length, isAligned) = (0, false);
        // A switch leaves the rest of the segment empty.
        if (header[17] == 0 && (header[16] & 0xF0) == 0x40) IsAtEnd = true;
    }

    /// <summary>The first field of the main data, whose own header is the last of the small headers.</summary>
    private DateTimeOffset? ReadTime()
    {
        var content = front.AsSpan(RecordHeader, (int)Math.Min(length, Front) - RecordHeader);
        while (content.Length > 1)
        {
            switch (content[0])
            {
                case 255: return Time(content[2..]);
                case 254 when content.Length >= 5: return Time(content[5..]);
                case 253 when content.Length >= 3: content = content[3..]; break;
                case 252 when content.Length >= 5: content = content[5..]; break;
                default: return null;
            }
        }
        return null;
    }

    private static DateTimeOffset? Time(ReadOnlySpan<byte> field) => field.Length < 8 ? null : PgTime.From(BinaryPrimitives.ReadInt64LittleEndian(field));
}
