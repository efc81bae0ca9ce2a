using System.Buffers.Binary;
using Holdfast.Workloads.Checksums;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>Structures that begin with a signature of four bytes and a CRC-32C of themselves, counted with its own bytes as zeros.</summary>
internal static class VhdxSeal
{
    private const int ChecksumOffset = 4;

    public static uint Compute(ReadOnlySpan<byte> structure)
    {
        var crc = Crc32C.Append(Crc32C.Start, structure[..ChecksumOffset]);
        crc = Crc32C.Append(crc, stackalloc byte[4]);
        return Crc32C.End(Crc32C.Append(crc, structure[(ChecksumOffset + 4)..]));
    }

    public static void Write(Span<byte> structure) => BinaryPrimitives.WriteUInt32LittleEndian(structure[ChecksumOffset..], Compute(structure));

    /// <exception cref="MalformedFileException">It is something else, or damaged.</exception>
    public static byte[] Read(IByteSource file, long offset, int length, ReadOnlySpan<byte> signature, string what)
    {
        var bytes = file.ReadPart(offset, length, what);
        if (!bytes.AsSpan().StartsWith(signature)) throw new MalformedFileException(offset, what, "something else");
        var (stored, computed) = (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(ChecksumOffset)), Compute(bytes));
        return stored == computed ? bytes : throw new MalformedFileException(offset + ChecksumOffset, $"the checksum {computed:x8} of {what}", $"{stored:x8}");
    }

    /// <summary>One of two copies: null where it is not sound, which is then among the faults.</summary>
    public static byte[]? TryRead(IByteSource file, long offset, int length, ReadOnlySpan<byte> signature, string what, List<MalformedFileException> faults)
    {
        try
        {
            return Read(file, offset, length, signature, what);
        }
        catch (MalformedFileException fault)
        {
            faults.Add(fault);
            return null;
        }
    }
}
