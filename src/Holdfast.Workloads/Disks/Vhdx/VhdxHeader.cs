using System.Buffers.Binary;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>[MS-VHDX] 2.2.2.</summary>
/// <param name="Offset">Of the header in the file.</param>
/// <param name="DataWriteGuid">Changes with the content that the machine sees: a child knows its parent by it.</param>
/// <param name="LogGuid">Empty: nothing is to be replayed.</param>
internal sealed record VhdxHeader(long Offset, ulong Sequence, Guid DataWriteGuid, Guid LogGuid, long LogOffset, long LogLength)
{
    /// <summary>The current one of the two. Adds a fault where the other is damaged: it should not be, and is not needed.</summary>
    /// <exception cref="MalformedFileException">Neither is sound, or the version is unknown.</exception>
    public static VhdxHeader Current(IByteSource file, List<MalformedFileException> faults)
    {
        var known = faults.Count;
        var first = VhdxSeal.TryRead(file, VhdxFormat.FirstHeader, VhdxFormat.HeaderLength, VhdxFormat.HeaderSignature, "the first header of VHDX", faults);
        var second = VhdxSeal.TryRead(file, VhdxFormat.SecondHeader, VhdxFormat.HeaderLength, VhdxFormat.HeaderSignature, "the second header of VHDX", faults);
        var current = second is not null && (first is null || Sequence64(second) > Sequence64(first)) ? second : first;
        return current is not null ? Parse(current, current == first ? VhdxFormat.FirstHeader : VhdxFormat.SecondHeader) : throw faults[known];
    }

    private static ulong Sequence64(byte[] header) => BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(8));

    private static VhdxHeader Parse(ReadOnlySpan<byte> header, long offset)
    {
        var log = new Guid(header.Slice(48, 16));
        var (logVersion, version) = (BinaryPrimitives.ReadUInt16LittleEndian(header[64..]), BinaryPrimitives.ReadUInt16LittleEndian(header[66..]));
        if (version != 1) throw new MalformedFileException(offset + 66, "version 1 of VHDX", $"{version}");
        if (log != Guid.Empty && logVersion != 0) throw new MalformedFileException(offset + 64, "version 0 of the log", $"{logVersion}");
        var (logLength, logOffset) = (BinaryPrimitives.ReadUInt32LittleEndian(header[68..]), BinaryPrimitives.ReadUInt64LittleEndian(header[72..]));
        if (logLength % VhdxFormat.Megabyte != 0) throw new MalformedFileException(offset + 68, "the length of the log, in whole megabytes", $"{logLength}");
        if (logLength > 0 && (logOffset % VhdxFormat.Megabyte != 0 || logOffset < VhdxFormat.Megabyte || logOffset > (ulong)(long.MaxValue - logLength)))
        {
            throw new MalformedFileException(offset + 72, "the place of the log, in whole megabytes from 1 on", $"{logOffset}");
        }

        return new VhdxHeader(offset, BinaryPrimitives.ReadUInt64LittleEndian(header[8..]), new Guid(header.Slice(32, 16)), log, logLength > 0 ? (long)logOffset : 0, logLength);
    }
}
