using Holdfast.Workloads.SqlServer.Backup;

namespace Holdfast.Workloads.Disks.Writing;

/// <summary>A file of a disk that is being written: it goes away unless it is completed. Nobody but its owner may read it.</summary>
internal sealed class DiskFile : IDisposable
{
    private readonly string path;
    private readonly FileStream file;
    private bool isComplete;

    /// <exception cref="IOException">There is something of that name, or it cannot be made.</exception>
    public DiskFile(string path)
    {
        this.path = Path.GetFullPath(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        file = new FileStream(this.path, options);
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(file.SafeFileHandle, bytes, offset);

    public void SetLength(long length) => file.SetLength(length);

    public void Sync() => DurableFile.Sync(file.SafeFileHandle, path);

    public void Complete()
    {
        Sync();
        DurableFile.SyncDirectory(Path.GetDirectoryName(path)!);
        isComplete = true;
    }

    public void Dispose()
    {
        if (!file.CanWrite) return;
        file.Dispose();
        if (!isComplete) File.Delete(path);
    }

    /// <exception cref="ArgumentOutOfRangeException">The range is not within the disk.</exception>
    public static void Require(long offset, int length, long diskLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, diskLength - offset);
    }
}
