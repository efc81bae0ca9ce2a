namespace Holdfast.Workloads.PostgreSql.Recovery;

/// <summary>Moves a directory, also to another disk.</summary>
internal static class TreeMove
{
    public static void Move(string from, string to)
    {
        if (!Directory.Exists(from))
        {
            Directory.CreateDirectory(to);
            return;
        }
        try
        {
            Directory.Move(from, to);
        }
        catch (IOException) when (!Directory.Exists(to))
        {
            Copy(new DirectoryInfo(from), to);
            Directory.Delete(from, recursive: true);
        }
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        Mode(from, to);
        foreach (var file in from.EnumerateFiles())
        {
            var copy = file.CopyTo(Path.Combine(to, file.Name));
            Ownership.Give(copy.FullName, file.FullName);
        }
        foreach (var directory in from.EnumerateDirectories()) Copy(directory, Path.Combine(to, directory.Name));
        Ownership.Give(to, from.FullName);
    }

    private static void Mode(DirectoryInfo from, string to)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(to, from.UnixFileMode);
    }
}
