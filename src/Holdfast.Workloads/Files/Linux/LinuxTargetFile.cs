using Holdfast.Format.Items;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>A file under a temporary name until it is finished.</summary>
internal sealed class LinuxTargetFile(Item item, TargetDirectory parent, byte[] name, int fd, uint createdWith) : TargetFile
{
    private int closed;

    public Item Item => item;

    public TargetDirectory Parent => parent;

    public byte[] TemporaryName => name;

    public int Fd => fd;

    public uint CreatedWith => createdWith;

    public override void WriteAt(long offset, ReadOnlySpan<byte> content)
    {
        ObjectDisposedException.ThrowIf(closed != 0, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, item.Size - content.Length);
        var errno = Native.Write(fd, content, offset);
        if (errno != 0) throw Errno.ToException(ItemPath.ToDisplay(item.Path), errno);
    }

    /// <summary>Closes the file, which keeps whatever name it has.</summary>
    /// <returns>0 or the error number: some file systems tell here what they could not write.</returns>
    public int Close()
    {
        if (Interlocked.Exchange(ref closed, 1) != 0) return 0;
        var errno = Libc.close(fd) == 0 ? 0 : Errno.Last;
        parent.Release();
        return errno == Errno.EINTR ? 0 : errno;
    }

    protected override void Dispose(bool disposing)
    {
        if (closed != 0) return;
        NamePlacement.Remove(parent.Fd, name);
        _ = Close();
    }
}
