namespace Holdfast.Workloads.Files.Linux;

/// <summary>An open directory shared by reference count; created with one reference.</summary>
internal sealed class DirectoryHandle(int fd)
{
    private int references = 1;

    public int Fd => fd;

    public void AddReference()
    {
        if (Interlocked.Increment(ref references) <= 1) throw new ObjectDisposedException(nameof(DirectoryHandle));
    }

    public void Release()
    {
        var left = Interlocked.Decrement(ref references);
        if (left == 0) Native.Close(fd);
        else if (left < 0) throw new ObjectDisposedException(nameof(DirectoryHandle), "Released more often than referenced.");
    }
}
