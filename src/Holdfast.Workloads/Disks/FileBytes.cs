using Holdfast.Workloads.Files.Linux;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Disks;

/// <summary>A file, read at any offset without a position of its own. Its length is that of the moment it was opened.</summary>
public sealed class FileBytes : IByteSource, IDisposable
{
    private const long Unknown = -1, NoMoreData = -2;

    private readonly SafeFileHandle handle;

    private FileBytes(string path, SafeFileHandle handle)
    {
        (this.handle, Path) = (handle, path);
        Length = RandomAccess.GetLength(handle);
    }

    /// <summary>Full path.</summary>
    public string Path { get; }

    public long Length { get; }

    /// <summary>Opens a file that others may write, rename, or remove meanwhile.</summary>
    /// <exception cref="IOException">It is not there, or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileBytes Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        return new FileBytes(full, File.OpenHandle(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
    }

    public void Read(long offset, Span<byte> buffer)
    {
        this.Require(offset, buffer.Length);
        while (!buffer.IsEmpty)
        {
            var got = RandomAccess.Read(handle, buffer, offset);
            if (got == 0) throw new EndOfStreamException($"{Path} ends at byte {offset}: it was {Length} bytes long.");
            buffer = buffer[got..];
            offset += got;
        }
    }

    /// <summary>The next range at or after a byte that the file system keeps; what lies between such ranges is holes. Length 0 at the end. All is data where the file system does not tell.</summary>
    public ByteRange NextData(long from)
    {
        if (from >= Length || !OperatingSystem.IsLinux()) return new ByteRange(Math.Min(from, Length), Math.Max(0, Length - from));
        var start = Seek(from, Abi.SEEK_DATA);
        if (start == NoMoreData) return new ByteRange(Length, 0);
        if (start < 0) return new ByteRange(from, Length - from);
        var end = Seek(start, Abi.SEEK_HOLE);
        return end > start && end <= Length ? new ByteRange(start, end - start) : new ByteRange(start, Math.Max(0, Length - start));
    }

    public void Dispose() => handle.Dispose();

    private long Seek(long from, int whence)
    {
        var held = false;
        try
        {
            handle.DangerousAddRef(ref held);
            var at = Libc.lseek((int)handle.DangerousGetHandle(), from, whence);
            return at >= 0 ? at : Errno.Last == Errno.ENXIO ? NoMoreData : Unknown;
        }
        finally
        {
            if (held) handle.DangerousRelease();
        }
    }
}
