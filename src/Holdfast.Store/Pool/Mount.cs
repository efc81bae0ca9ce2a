using System.Globalization;

namespace Holdfast.Store.Pool;

/// <summary>A line of mountinfo: id, parent, major:minor, root, mount point, options, optional fields, "-", type, source, super options.</summary>
internal sealed record Mount(string Device, string Point, string FileSystem, string Source, bool IsCompressed)
{
    public static Mount? Of(string folder)
    {
        Mount? best = null;
        using var reader = new StreamReader("/proc/self/mountinfo");
        while (reader.ReadLine() is { } line)
        {
            // Of two mounts on the same point the later covers the earlier.
            if (Parse(line) is { } mount && Contains(mount.Point, folder) && mount.Point.Length >= (best?.Point.Length ?? 0)) best = mount;
        }
        return best;
    }

    public DirectoryInfo? BlockDevice()
    {
        // btrfs and others have a device number of their own; their source names the block device.
        var name = Source.StartsWith("/dev/", StringComparison.Ordinal) ? Path.GetFileName(ResolveSource()) : null;
        foreach (var link in new[] { $"/sys/dev/block/{Device}", $"/sys/class/block/{name}" })
        {
            if (link.EndsWith('/')) continue;
            if (new DirectoryInfo(link) is { Exists: true } found) return found.ResolveLinkTarget(returnFinalTarget: true) as DirectoryInfo ?? found;
        }
        return null;
    }

    private string ResolveSource() => new FileInfo(Source) is { Exists: true } file ? file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Source : Source;

    private static Mount? Parse(string line)
    {
        var fields = line.Split(' ');
        var separator = Array.IndexOf(fields, "-");
        if (separator < 6 || fields.Length < separator + 3) return null;
        var options = fields.Length > separator + 3 ? fields[separator + 3] : "";
        var compressed = options.Contains("compress", StringComparison.Ordinal) && !options.Contains("compress=no", StringComparison.Ordinal);
        return new Mount(fields[2], Unescape(fields[4]), fields[separator + 1], Unescape(fields[separator + 2]), compressed);
    }

    private static bool Contains(string point, string folder) =>
        point == "/" || folder == point || (folder.StartsWith(point, StringComparison.Ordinal) && folder[point.Length] == '/');

    /// <summary>Blanks and backslashes are written as three octal digits.</summary>
    private static string Unescape(string text)
    {
        for (var at = text.IndexOf('\\', StringComparison.Ordinal); at >= 0 && at + 3 < text.Length; at = text.IndexOf('\\', at + 1))
        {
            var code = Convert.ToInt32(text.Substring(at + 1, 3), 8);
            text = string.Concat(text.AsSpan(0, at), ((char)code).ToString(CultureInfo.InvariantCulture), text.AsSpan(at + 4));
        }
        return text;
    }
}
