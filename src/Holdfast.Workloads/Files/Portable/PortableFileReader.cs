using Holdfast.Format.Items;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Files.Portable;

/// <summary>A file, open for reading by offset. Holes are not told: all is data.</summary>
internal sealed class PortableFileReader : FileReader
{
    private readonly PortableFileSource source;
    private readonly Item item;
    private readonly SafeFileHandle file;
    private (long Size, DateTime Modified) state;

    public PortableFileReader(PortableFileSource source, Item item, SafeFileHandle file)
    {
        this.source = source;
        this.item = item;
        this.file = file;
        item.Condition = ItemCondition.Complete;
        Restart();
    }

    public override long Length => state.Size;

    public override (long Start, long Length) NextData(long from) => from >= Length ? (Length, 0) : (from, Length - from);

    public override int Read(long offset, Span<byte> buffer)
    {
        try
        {
            return PortableDirectoryListing.ReadAll(file, buffer, offset);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException(error.Message, error.HResult);
        }
    }

    public override bool IsUnchanged() => Now() == state;

    public override void Restart()
    {
        var guard = source.GuardSecond;
        state = Now();
        PortableMetadata.Capture(file, item);
        item.Size = state.Size;
        PortableDirectoryListing.MarkRacy(item, guard);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
    }

    private (long, DateTime) Now() => (RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));
}
