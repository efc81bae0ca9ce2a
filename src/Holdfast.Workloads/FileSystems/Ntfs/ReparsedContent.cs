using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>Content of files that a filter of Windows keeps in its own way.</summary>
internal static class ReparsedContent
{
    /// <summary>Where the packed content of <see cref="ReparsePoint.Overlay"/> is.</summary>
    public const string PackedStream = "WofCompressedData";

    private const uint KeptElsewhere = 0x1000 | 0x40000 | 0x400000;
    private const uint FileProvider = 2;

    /// <exception cref="NotSupportedException">It cannot be read here.</exception>
    public static IByteSource Open(NtfsVolume volume, NtfsFile file, NtfsAttribute point)
    {
        var value = new Fields(ReparsePoint.Read(volume, file, point), point.Origin);
        switch (ReparsePoint.Tag(value))
        {
            case ReparsePoint.Overlay:
                return OpenPacked(volume, file, value);
            case ReparsePoint.Deduplicated:
                throw new NotSupportedException("The file's content was moved to the chunk store of Windows' deduplication, which is not read here; recover the whole volume.");
            default:
                if ((file.Standard.Attributes & KeptElsewhere) != 0) throw new NotSupportedException("The file is a placeholder: its content is kept in another place, such as a cloud.");
                return file.Find(AttributeType.Data) is { } data ? volume.Content(file, data, volume.Raw) : new MemoryBytes(default);
        }
    }

    private static PackedBytes OpenPacked(NtfsVolume volume, NtfsFile file, Fields value)
    {
        if (value.U32(12) != FileProvider) throw new NotSupportedException("The file's content is kept in an image file of Windows (WIM), which is not read here.");
        var size = file.Find(AttributeType.Data)?.Size ?? throw value.Refuse(0, "the length of a compressed file", "a record without it");
        var stream = file.Find(AttributeType.Data, PackedStream) ?? throw value.Refuse(0, $"the stream {PackedStream}", "a record without it");
        var stored = volume.Content(file, stream, volume.Raw);
        return value.U32(20) switch
        {
            0 => new PackedBytes(stored, size, 4 << 10, new XpressUnpacker(), stream.Origin),
            1 => new PackedBytes(stored, size, 32 << 10, new LzxUnpacker(), stream.Origin),
            2 => new PackedBytes(stored, size, 8 << 10, new XpressUnpacker(), stream.Origin),
            3 => new PackedBytes(stored, size, 16 << 10, new XpressUnpacker(), stream.Origin),
            var other => throw value.Refuse(20, "an algorithm of system compression, 0 to 3", $"{other}"),
        };
    }
}
