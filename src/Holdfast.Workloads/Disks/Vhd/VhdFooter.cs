using System.Buffers.Binary;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Vhd;

/// <param name="Offset">Of the one that was read.</param>
/// <param name="ContentEnd">Byte of the file at which the footer behind the content begins, or would.</param>
/// <param name="HeaderOffset">Of the header of a dynamic or differencing disk.</param>
internal sealed record VhdFooter(long Offset, long ContentEnd, uint Type, long Length, long HeaderOffset, Guid UniqueId, string Creator)
{
    /// <summary>Whether a file with this end has a footer.</summary>
    public static bool Ends(ReadOnlySpan<byte> end) => StandsAt(end, VhdFormat.FooterLength) || StandsAt(end, VhdFormat.OldFooterLength);

    /// <summary>The footer, else its copy at the beginning. Adds what is wrong with the one that is not used.</summary>
    /// <param name="isLenient">Takes one with a wrong checksum where there is no better one.</param>
    /// <exception cref="MalformedFileException">Neither can be used.</exception>
    public static VhdFooter Read(IByteSource file, bool isLenient, List<MalformedFileException> faults)
    {
        var length = (int)Math.Min(file.Length, VhdFormat.FooterLength);
        var tail = file.Read(file.Length - length, length);
        var atEnd = StandsAt(tail, VhdFormat.FooterLength) || !StandsAt(tail, VhdFormat.OldFooterLength) ? VhdFormat.FooterLength : VhdFormat.OldFooterLength;
        var last = Candidate(tail.AsSpan(Math.Max(0, tail.Length - atEnd)), file.Length - Math.Min(atEnd, length), "the footer of VHD");
        var first = Candidate(file.Read(0, length), 0, "the copy of the footer at the beginning");
        var best = last.Fault is null ? last : first.Fault is null ? first : last.Bytes is not null ? last : first;
        if (best.Bytes is null || (best.Fault is not null && !isLenient)) throw best.Fault!;
        var footer = Parse(best.Bytes, best.Offset, last.Bytes is null ? file.Length : last.Offset);
        if (last.Fault is not null) faults.Add(last.Fault);
        if (first.Fault is not null && footer.Type != VhdFormat.Fixed) faults.Add(first.Fault);
        return footer;
    }

    private static bool StandsAt(ReadOnlySpan<byte> end, int length) => end.Length >= length && end[^length..].StartsWith(VhdFormat.FooterCookie);

    /// <summary>Bytes are null where there is no footer.</summary>
    private static (byte[]? Bytes, long Offset, MalformedFileException? Fault) Candidate(ReadOnlySpan<byte> bytes, long offset, string what)
    {
        if (!StandsAt(bytes, bytes.Length) || bytes.Length < VhdFormat.OldFooterLength) return (null, offset, new MalformedFileException(offset, what, "something else"));
        return (bytes.ToArray(), offset, VhdSeal.Check(bytes, VhdFormat.FooterChecksum, offset, what));
    }

    private static VhdFooter Parse(ReadOnlySpan<byte> bytes, long offset, long contentEnd)
    {
        var version = BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]);
        if (version >> 16 != VhdFormat.Version >> 16) throw new MalformedFileException(offset + 12, "version 1 of VHD", $"{version >> 16}");
        var (header, size, type) = (BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[48..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[60..]));
        if (type is < VhdFormat.Fixed or > VhdFormat.Differencing) throw new MalformedFileException(offset + 60, "a fixed, dynamic or differencing disk", $"type {type}");
        if (size is 0 or > long.MaxValue || size % VhdFormat.Sector != 0) throw new MalformedFileException(offset + 48, "the size of a disk, in whole sectors", $"{size}");
        if (type != VhdFormat.Fixed && (header < VhdFormat.FooterLength || header > long.MaxValue / 2)) throw new MalformedFileException(offset + 16, "the place of the header", $"{header}");
        return new VhdFooter(offset, contentEnd, type, (long)size, type == VhdFormat.Fixed ? 0 : (long)header, new Guid(bytes.Slice(68, 16), bigEndian: true), System.Text.Encoding.Latin1.GetString(bytes.Slice(28, 4)).TrimEnd('\0', ' '));
    }
}
