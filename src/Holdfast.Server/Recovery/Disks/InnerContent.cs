using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Reading;

namespace Holdfast.Server.Recovery.Disks;

/// <summary>A file inside a disk of a point, read window by window. Between two reads it holds nothing: whoever downloads slowly keeps no disk open.</summary>
internal sealed class InnerContent(OpenedDisks opened, PointRef point, DiskPlace place, BrowsedItem item) : IPointContent
{
    public BrowsedItem Item => item;

    public int Read(long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        cancellation.ThrowIfCancellationRequested();
        var length = (int)Math.Min(buffer.Length, Math.Max(item.Size - offset, 0));
        if (length == 0) return 0;
        return DiskFaults.Translate(place, () => opened.Use(point, place.Disk, disk =>
        {
            disk.Files.OpenRead(place.Inner).Read(offset, buffer.Span[..length]);
            return length;
        }));
    }
}
