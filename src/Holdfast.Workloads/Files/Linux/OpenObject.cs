using Holdfast.Format.Items;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>
/// A handle through which metadata is written: a real one, or for links and nodes one that only marks the place (O_PATH), which is then reached through
/// /proc. Either way no name is looked up again, so nobody can put something else in its place. Methods return 0 or the error number.
/// </summary>
internal readonly unsafe struct OpenObject(int fd, bool isPlace)
{
    public int Fd => fd;

    public int Chown(uint owner, uint group)
    {
        byte empty = 0;
        var result = isPlace ? Libc.fchownat(fd, &empty, owner, group, Abi.AT_EMPTY_PATH) : Libc.fchown(fd, owner, group);
        return result == 0 ? 0 : Errno.Last;
    }

    public int Chmod(uint mode)
    {
        if (!isPlace) return Libc.fchmod(fd, mode) == 0 ? 0 : Errno.Last;
        var path = stackalloc byte[NativeName.ProcPathCapacity];
        WritePath(path);
        return Libc.chmod(path, mode) == 0 ? 0 : Errno.Last;
    }

    public int SetTimes(Timestamp modified)
    {
        if (modified.Nanoseconds > 999_999_999) return Errno.EINVAL; // larger numbers mean "now" and "leave" to the kernel
        var times = stackalloc Timespec[2] { new(modified.Seconds, modified.Nanoseconds), new(modified.Seconds, modified.Nanoseconds) };
        if (!isPlace) return Libc.futimens(fd, times) == 0 ? 0 : Errno.Last;
        var path = stackalloc byte[NativeName.ProcPathCapacity];
        WritePath(path);
        return Libc.utimensat(Abi.AT_FDCWD, path, times, 0) == 0 ? 0 : Errno.Last;
    }

    public int SetAttribute(ExtendedAttribute attribute)
    {
        if (attribute.Name.AsSpan().Contains((byte)0) || attribute.Name.Length > NativeName.Longest) return Errno.EINVAL;
        var name = NativeName.From(attribute.Name);
        fixed (byte* value = attribute.Value)
        {
            var size = (nuint)attribute.Value.Length;
            if (!isPlace) return Libc.fsetxattr(fd, (byte*)&name, value, size, 0) == 0 ? 0 : Errno.Last;
            var path = stackalloc byte[NativeName.ProcPathCapacity];
            WritePath(path);
            return Libc.setxattr(path, (byte*)&name, value, size, 0) == 0 ? 0 : Errno.Last;
        }
    }

    /// <summary>Removing what is not there is no error.</summary>
    public int RemoveAttribute(ReadOnlySpan<byte> attribute)
    {
        var name = NativeName.From(attribute);
        int result;
        if (isPlace)
        {
            var path = stackalloc byte[NativeName.ProcPathCapacity];
            WritePath(path);
            result = Libc.removexattr(path, (byte*)&name);
        }
        else
        {
            result = Libc.fremovexattr(fd, (byte*)&name);
        }
        return result == 0 || Errno.Last is Errno.ENODATA or Errno.EOPNOTSUPP ? 0 : Errno.Last;
    }

    private void WritePath(byte* path) => NativeName.WriteProcPath(new Span<byte>(path, NativeName.ProcPathCapacity), fd, default);
}
