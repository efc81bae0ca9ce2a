namespace Holdfast.Workloads.Disks;

/// <summary>A disk that is kept as its bare content: an image file, or a file of a recovery point.</summary>
/// <param name="content">Closed with the disk where it can be closed.</param>
/// <param name="sectorLength">512 or 4096; null: found by where a GPT lies, else 512.</param>
public sealed class RawDisk(IByteSource content, int? sectorLength = null) : IDisk
{
    public long Length => content.Length;

    public int SectorLength { get; } = sectorLength ?? DiskSectors.Find(content);

    public void Read(long offset, Span<byte> buffer) => content.Read(offset, buffer);

    public IEnumerable<ByteRange> Data(ByteRange range)
    {
        var wanted = range.Within(Length);
        if (content is not FileBytes file) return wanted.Length > 0 ? [wanted] : [];
        return Kept(file, wanted);
    }

    public void Dispose() => (content as IDisposable)?.Dispose();

    private static IEnumerable<ByteRange> Kept(FileBytes file, ByteRange wanted)
    {
        for (var at = wanted.Offset; at < wanted.End;)
        {
            var data = file.NextData(at);
            var end = Math.Min(data.End, wanted.End);
            if (data.Length == 0 || data.Offset >= end) yield break;
            yield return new ByteRange(data.Offset, end - data.Offset);
            at = end;
        }
    }
}
