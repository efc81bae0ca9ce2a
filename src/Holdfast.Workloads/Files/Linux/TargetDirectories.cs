using System.Collections.Concurrent;
using Holdfast.Format.Items;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>
/// Directories beneath the target's root, opened component by component from the nearest open one, never through a link; the last used stay open.
/// Missing ones are made. Thread-safe.
/// </summary>
internal sealed unsafe class TargetDirectories : IDisposable
{
    private const int MostOpen = 512;
    private static bool lacksOpenat2;

    private readonly Lock gate = new();
    private readonly Dictionary<byte[], LinkedListNode<(byte[] Path, TargetDirectory Directory)>> open = new(ByteArrayComparer.Instance);
    private readonly Dictionary<byte[], LinkedListNode<(byte[] Path, TargetDirectory Directory)>>.AlternateLookup<ReadOnlySpan<byte>> lookup;
    private readonly LinkedList<(byte[] Path, TargetDirectory Directory)> byUse = [];
    private readonly ConcurrentDictionary<byte[], byte[]> renamed = new(ByteArrayComparer.Instance);
    private readonly ConcurrentDictionary<byte[], bool> implied = new(ByteArrayComparer.Instance);
    private readonly TargetDirectory root;

    public TargetDirectories(int rootFd)
    {
        lookup = open.GetAlternateLookup<ReadOnlySpan<byte>>();
        root = new TargetDirectory(rootFd);
    }

    /// <summary>Opens a directory by the path that the recovery point knows; the caller releases it.</summary>
    /// <param name="path">Relative to the root.</param>
    /// <param name="errno">The error where the result is null; EINVAL for a path that may not be written.</param>
    public TargetDirectory? Acquire(byte[] path, out int errno)
    {
        errno = 0;
        if (Find(path) is { } known) return known;
        if (!TargetName.IsPlainPath(path))
        {
            errno = Errno.EINVAL;
            return null;
        }
        var end = path.Length;
        TargetDirectory? current = null;
        while (current is null)
        {
            end = Math.Max(0, path.AsSpan(0, end).LastIndexOf(ItemPath.Separator));
            current = Find(path.AsSpan(0, end));
        }
        while (end < path.Length)
        {
            var start = end == 0 ? 0 : end + 1;
            var length = path.AsSpan(start).IndexOf(ItemPath.Separator);
            end = length < 0 ? path.Length : start + length;
            var fd = OpenOrMake(current, path[..end], path.AsSpan(start, end - start));
            current.Release();
            if (fd < 0)
            {
                errno = -fd;
                return null;
            }
            current = Keep(path[..end], new TargetDirectory(fd));
        }
        return current;
    }

    /// <summary>The name under which a directory stands here, where its own was taken.</summary>
    public byte[] NameOf(byte[] path, byte[] name) => renamed.GetValueOrDefault(path, name);

    public void Rename(byte[] path, byte[] name) => renamed[path] = name;

    /// <summary>True once for a directory that was made here because something beneath it was written first.</summary>
    public bool WasImplied(byte[] path) => implied.TryRemove(path, out _);

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var (_, directory) in byUse) directory.Release();
            byUse.Clear();
            open.Clear();
        }
        root.Release();
    }

    /// <summary>Opens one directory as a place; a link is an error.</summary>
    /// <returns>The handle, or the negated error number.</returns>
    public static int OpenPlace(int parent, ReadOnlySpan<byte> name)
    {
        if (name.Length > NativeName.Longest) return -Errno.ENAMETOOLONG;
        var flags = Abi.O_PATH | Abi.O_DIRECTORY | Abi.O_NOFOLLOW;
        var native = NativeName.From(name);
        // struct open_how: flags, mode, resolve.
        const ulong resolve = Abi.RESOLVE_BENEATH | Abi.RESOLVE_NO_MAGICLINKS | Abi.RESOLVE_NO_SYMLINKS;
        var how = stackalloc ulong[3] { (ulong)(uint)(flags | Abi.O_CLOEXEC), 0, resolve };
        while (!lacksOpenat2)
        {
            var fd = (int)Libc.syscall(Abi.SysOpenat2, parent, (nint)(&native), (nint)how, 24);
            if (fd >= 0) return fd;
            var errno = Errno.Last;
            if (errno is Errno.EINTR or Errno.EAGAIN) continue;
            if (errno is not (Errno.ENOSYS or Errno.EPERM)) return -errno;
            // Older kernels and some container sandboxes lack the call. One plain component without following links is as safe.
            lacksOpenat2 = true;
        }
        return Native.Open(parent, (byte*)&native, flags);
    }

    private TargetDirectory? Find(ReadOnlySpan<byte> path)
    {
        if (path.IsEmpty)
        {
            root.AddReference();
            return root;
        }
        lock (gate)
        {
            if (!lookup.TryGetValue(path, out var node)) return null;
            if (node != byUse.First)
            {
                byUse.Remove(node);
                byUse.AddFirst(node);
            }
            node.Value.Directory.AddReference();
            return node.Value.Directory;
        }
    }

    private TargetDirectory Keep(byte[] path, TargetDirectory directory)
    {
        lock (gate)
        {
            if (open.TryGetValue(path, out var other))
            {
                directory.Release();
                other.Value.Directory.AddReference();
                return other.Value.Directory;
            }
            directory.AddReference();
            open[path] = byUse.AddFirst((path, directory));
            while (open.Count > MostOpen)
            {
                var oldest = byUse.Last!;
                byUse.RemoveLast();
                open.Remove(oldest.Value.Path);
                oldest.Value.Directory.Release();
            }
            return directory;
        }
    }

    private int OpenOrMake(TargetDirectory parent, byte[] path, ReadOnlySpan<byte> name)
    {
        var actual = renamed.IsEmpty || !renamed.TryGetValue(path, out var other) ? name : other;
        var fd = OpenPlace(parent.Fd, actual);
        if (fd != -Errno.ENOENT) return fd;
        var native = NativeName.From(actual);
        if (Libc.mkdirat(parent.Fd, (byte*)&native, 0x1ff) == 0) implied[path] = true;
        else if (Errno.Last is var errno && errno != Errno.EEXIST) return -errno;
        return OpenPlace(parent.Fd, actual);
    }
}
