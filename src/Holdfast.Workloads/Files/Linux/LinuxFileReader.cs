using Holdfast.Format.Items;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>A regular file, open for reading by offset.</summary>
internal sealed class LinuxFileReader : FileReader
{
    private readonly LinuxFileSource source;
    private readonly Item item;
    private readonly int fd;
    private Statx state;
    private int closed;

    public LinuxFileReader(LinuxFileSource source, Item item, int fd, in Statx state)
    {
        this.source = source;
        this.item = item;
        this.fd = fd;
        Adopt(state);
    }

    public override long Length => (long)state.Size;

    public override (long Start, long Length) NextData(long from)
    {
        if (from >= Length) return (Length, 0);
        var start = Libc.lseek(fd, from, Abi.SEEK_DATA);
        if (start < 0)
        {
            var errno = Errno.Last;
            if (errno == Errno.ENXIO) return (Length, 0);
            return errno is Errno.EINVAL or Errno.EOPNOTSUPP ? (from, Length - from) : throw Errno.ToException(ItemPath.ToDisplay(item.Path), errno);
        }
        if (start >= Length) return (Length, 0);
        var end = Libc.lseek(fd, start, Abi.SEEK_HOLE);
        if (end <= start || end > Length) end = Length;
        return (start, end - start);
    }

    public override int Read(long offset, Span<byte> buffer)
    {
        var got = Native.Read(fd, buffer, offset);
        return got >= 0 ? got : throw Errno.ToException(ItemPath.ToDisplay(item.Path), -got);
    }

    public override bool IsUnchanged() => Native.StatHandle(fd, out var now) == 0 && now.SameStateAs(state);

    public override void Restart()
    {
        var errno = Native.StatHandle(fd, out var now);
        if (errno != 0) throw Errno.ToException(ItemPath.ToDisplay(item.Path), errno);
        Adopt(now);
    }

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref closed, 1) == 0) Native.Close(fd);
    }

    private void Adopt(in Statx now)
    {
        var guard = source.GuardSecond;
        state = now;
        now.CopyTo(item, source.RootDevice);
        LinuxDirectoryListing.MarkRacy(item, guard);
    }
}
