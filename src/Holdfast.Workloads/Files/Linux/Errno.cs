using System.Runtime.InteropServices;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>Error numbers that are decided upon here, and their text.</summary>
internal static class Errno
{
    public const int EPERM = 1, ENOENT = 2, EINTR = 4, EIO = 5, ENXIO = 6, EAGAIN = 11, EACCES = 13, EEXIST = 17, EXDEV = 18, ENOTDIR = 20, EISDIR = 21,
        EINVAL = 22, ENOTTY = 25, ENOSPC = 28, EROFS = 30, EMLINK = 31, ERANGE = 34, ENAMETOOLONG = 36, ENOSYS = 38, ENOTEMPTY = 39, ELOOP = 40,
        ENODATA = 61, EOPNOTSUPP = 95, ESTALE = 116;

    public static int Last => Marshal.GetLastPInvokeError();

    public static string Text(int errno) => Marshal.GetPInvokeErrorMessage(errno);

    /// <summary>The object is no longer what the listing saw under this name.</summary>
    public static bool MeansGone(int errno) => errno is ENOENT or ENOTDIR or ELOOP or ENXIO or ESTALE;

    public static IOException ToException(string what, int errno) => new($"{what}: {Text(errno)} (errno {errno}).", errno);
}
