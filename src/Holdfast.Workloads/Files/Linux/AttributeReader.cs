using Holdfast.Format.Items;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>Reads all extended attributes of an object, access lists and capabilities among them.</summary>
internal static unsafe class AttributeReader
{
    // XATTR_LIST_MAX and XATTR_SIZE_MAX of the kernel.
    private const int Longest = 65536;

    [ThreadStatic] private static byte[]? listScratch;
    [ThreadStatic] private static byte[]? valueScratch;

    /// <summary>Attributes of an open file, sorted by name; null where there are none.</summary>
    /// <param name="fd">An open file or directory.</param>
    /// <param name="errno">0, or the first error: then the result is incomplete.</param>
    public static ExtendedAttribute[]? Read(int fd, out int errno) => Read(fd, null, out errno);

    /// <summary>Attributes of the object itself under a path whose last component is not followed.</summary>
    public static ExtendedAttribute[]? ReadPath(ReadOnlySpan<byte> path, out int errno)
    {
        fixed (byte* p = path) return Read(-1, p, out errno);
    }

    private static ExtendedAttribute[]? Read(int fd, byte* path, out int errno)
    {
        errno = 0;
        var list = listScratch ??= GC.AllocateUninitializedArray<byte>(Longest);
        fixed (byte* l = list)
        {
            var length = path == null ? Libc.flistxattr(fd, l, Longest) : Libc.llistxattr(path, l, Longest);
            if (length == 0) return null;
            if (length > 0) return Values(fd, path, list.AsSpan(0, (int)length), out errno);
            errno = Errno.Last;
            if (errno is Errno.EOPNOTSUPP or Errno.ENOSYS) errno = 0;
            return null;
        }
    }

    private static ExtendedAttribute[]? Values(int fd, byte* path, Span<byte> names, out int errno)
    {
        errno = 0;
        var found = new List<ExtendedAttribute>(4);
        var value = valueScratch ??= GC.AllocateUninitializedArray<byte>(Longest);
        while (!names.IsEmpty)
        {
            var end = names.IndexOf((byte)0);
            if (end < 0) break;
            fixed (byte* n = names)
            fixed (byte* v = value)
            {
                var length = path == null ? Libc.fgetxattr(fd, n, v, Longest) : Libc.lgetxattr(path, n, v, Longest);
                if (length >= 0) found.Add(new ExtendedAttribute(names[..end].ToArray(), value.AsSpan(0, (int)length).ToArray()));
                // An attribute that was removed meanwhile, or that the kernel lists and does not serve, is none.
                else if (Errno.Last is var error && error is not (Errno.ENODATA or Errno.EOPNOTSUPP) && errno == 0) errno = error;
            }
            names = names[(end + 1)..];
        }
        if (found.Count == 0) return null;
        found.Sort(static (a, b) => a.Name.AsSpan().SequenceCompareTo(b.Name));
        return [.. found];
    }
}
