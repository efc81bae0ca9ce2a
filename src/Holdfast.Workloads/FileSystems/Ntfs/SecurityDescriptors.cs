using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>The security descriptors that files share, by number.</summary>
internal sealed class SecurityDescriptors(NtfsVolume volume, NtfsFile file)
{
    private const string NumberIndex = "$SII", Stream = "$SDS";
    private const int HeaderLength = 20;
    private const int Longest = 256 << 10;

    /// <summary>Self-relative, as Windows' functions take it; null where there is none of that number.</summary>
    /// <exception cref="Inspection.MalformedFileException">What holds them is damaged.</exception>
    public byte[]? Find(uint number)
    {
        if (file.Find(AttributeType.Data, Stream) is not { } stream) return null;
        byte[]? found = null;
        var content = volume.Content(file, stream, volume.Metadata);
        new NtfsIndex(volume, file, NumberIndex).Walk(
            (entry, key) =>
            {
                if (key.U32(0) == number) found = Read(content, entry, number);
                return false;
            },
            key => key.U32(0).CompareTo(number));
        return found;
    }

    private static byte[] Read(IByteSource content, Fields entry, uint number)
    {
        // Hash, number, offset and length, twice: here and before the descriptor itself.
        var data = entry.Part(entry.U16(0), entry.U16(2));
        var at = data.Length64(8, "the offset of a security descriptor");
        var length = data.U32(16);
        if (length is <= HeaderLength or > Longest || at > content.Length - length) throw data.Refuse(8, $"a security descriptor in {content.Length} bytes", $"{length} bytes at {at}");
        var bytes = new byte[length];
        content.Read(at, bytes);
        var header = new Fields(bytes, data.Origin);
        if (header.U32(4) != number) throw header.Refuse(4, $"security descriptor {number}", $"{header.U32(4)}");
        return bytes[HeaderLength..];
    }
}
