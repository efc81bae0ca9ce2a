using Holdfast.Workloads.Files.Linux;

namespace Holdfast.Workloads.PostgreSql.Recovery;

/// <summary>Whose the files are that a recovery adds: the server's account must be able to read them.</summary>
internal static class Ownership
{
    /// <summary>Makes a file or a directory with everything below it the property of another one's owner. Without the right to (only root has it) it stays ours.</summary>
    public static void Give(string path, string like)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || Native.StatPath(like, true, out var owner) != 0) return;
        Give(path, owner.Owner, owner.Group);
    }

    /// <summary>The same by numbers.</summary>
    public static void Give(string path, uint owner, uint group)
    {
        Change(path, owner, group);
        if (!Directory.Exists(path)) return;
        foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0, RecurseSubdirectories = true })) Change(entry.FullName, owner, group);
    }

    private static unsafe void Change(string path, uint owner, uint group)
    {
        fixed (byte* bytes = (byte[])[.. System.Text.Encoding.UTF8.GetBytes(path), 0])
            if (Libc.fchownat(Abi.AT_FDCWD, bytes, owner, group, Abi.AT_SYMLINK_NOFOLLOW) != 0) throw new IOException($"{path} cannot be given to its owner: {Errno.Text(Errno.Last)}");
    }
}
