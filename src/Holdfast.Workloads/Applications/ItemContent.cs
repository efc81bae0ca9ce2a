namespace Holdfast.Workloads.Applications;


/// <summary>The content of one file on its way into a point. One thread; a slow store makes <see cref="Append"/> wait, so memory is bounded.</summary>
public abstract class ItemContent : IDisposable
{
    /// <summary>Bytes so far.</summary>
    public abstract long Length { get; }

    public abstract void Append(ReadOnlySpan<byte> bytes);

    public abstract void AppendHole(long length);

    /// <summary>Appends a range of the file this one is based on. Whole chunks are taken over unread.</summary>
    public abstract void CopyPrevious(long offset, long length);

    /// <summary>Ends the file: it is in the point. A file that is disposed before is not.</summary>
    public abstract void Complete();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
