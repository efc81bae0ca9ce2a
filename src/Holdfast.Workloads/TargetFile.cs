namespace Holdfast.Workloads;

/// <summary>A file being restored; it appears under its name with <see cref="IFileTarget.Finish"/>. Disposing an unfinished one removes it.</summary>
public abstract class TargetFile : IDisposable
{
    /// <summary>Writes all bytes at an offset; what is never written stays a hole. Thread-safe for ranges that do not overlap.</summary>
    /// <exception cref="IOException">The platform refused (no space, quota, …).</exception>
    public abstract void WriteAt(long offset, ReadOnlySpan<byte> content);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
