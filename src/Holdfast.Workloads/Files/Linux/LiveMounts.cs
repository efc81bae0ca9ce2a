using Holdfast.Format.Items;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>
/// What is mounted in the live tree beneath a root that is read from a snapshot: the snapshot shows empty directories there. Nested btrfs subvolumes
/// are found by their inode instead, since they need not be mounts.
/// </summary>
internal sealed class LiveMounts
{
    private readonly Dictionary<byte[], HashSet<byte[]>> namesByParent = new(ByteArrayComparer.Instance);

    private LiveMounts(int rootFd) => RootFd = rootFd;

    /// <summary>The root in the live tree; owned by the source.</summary>
    public int RootFd { get; }

    public static LiveMounts Read(int rootFd, ReadOnlySpan<byte> root)
    {
        var mounts = new LiveMounts(rootFd);
        foreach (var line in File.ReadLines("/proc/self/mountinfo", System.Text.Encoding.Latin1))
        {
            var fields = line.Split(' ');
            if (fields.Length > 4) mounts.Add(Unescape(fields[4]), root);
        }
        return mounts;
    }

    /// <summary>Names in a directory that are mount points; null for none.</summary>
    public HashSet<byte[]>? In(byte[] directory) => namesByParent.GetValueOrDefault(directory);

    /// <summary>Opens a directory of the live tree by its path relative to the root, without following links.</summary>
    /// <returns>The handle, or the negated error number.</returns>
    public int Open(ReadOnlySpan<byte> path)
    {
        var flags = Abi.O_RDONLY | Abi.O_DIRECTORY | Abi.O_NOFOLLOW | Abi.O_NONBLOCK;
        var fd = Native.Open(RootFd, "."u8, flags);
        while (fd >= 0 && !path.IsEmpty)
        {
            var slash = path.IndexOf(ItemPath.Separator);
            var next = Native.Open(fd, slash < 0 ? path : path[..slash], flags);
            Native.Close(fd);
            fd = next;
            path = slash < 0 ? default : path[(slash + 1)..];
        }
        return fd;
    }

    private void Add(byte[] mountPoint, ReadOnlySpan<byte> root)
    {
        var prefix = root.Length == 1 ? 1 : root.Length + 1;
        if (!mountPoint.AsSpan().StartsWith(root) || mountPoint.Length <= prefix || mountPoint[prefix - 1] != '/') return;
        var (parent, name) = ItemPath.Split(mountPoint.AsSpan(prefix));
        if (!namesByParent.TryGetValue(parent, out var names)) namesByParent[parent] = names = new HashSet<byte[]>(ByteArrayComparer.Instance);
        names.Add(name);
    }

    // Blanks and backslashes stand as three octal digits in mountinfo.
    private static byte[] Unescape(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length)
            {
                bytes.Add((byte)(((text[i + 1] - '0') << 6) | ((text[i + 2] - '0') << 3) | (text[i + 3] - '0')));
                i += 3;
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        }
        return [.. bytes];
    }
}
