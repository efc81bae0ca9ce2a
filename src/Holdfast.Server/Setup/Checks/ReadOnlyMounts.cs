namespace Holdfast.Server.Setup.Checks;

/// <summary>Which file systems of a Linux computer are mounted read-only.</summary>
internal static class ReadOnlyMounts
{
    // Fields of mountinfo, proc_pid_mountinfo(5).
    private const int Point = 4, Options = 5;

    /// <summary>Of the mount that a path lies on; of two on the same point the later covers the earlier.</summary>
    internal static bool Hold(string path, IEnumerable<string> mountInfo)
    {
        var (longest, isReadOnly) = (-1, false);
        foreach (var line in mountInfo)
        {
            var fields = line.Split(' ');
            if (fields.Length <= Options) continue;
            var point = fields[Point].Replace("\\040", " ", StringComparison.Ordinal);
            if (point.Length < longest || !(point == "/" || path == point || path.StartsWith(point + "/", StringComparison.Ordinal))) continue;
            (longest, isReadOnly) = (point.Length, fields[Options].Split(',').Contains("ro"));
        }
        return isReadOnly;
    }

    internal static bool Hold(string path) => OperatingSystem.IsLinux() && Hold(path, File.ReadLines("/proc/self/mountinfo"));
}
