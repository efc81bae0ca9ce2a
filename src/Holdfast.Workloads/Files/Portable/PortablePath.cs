using Holdfast.Format.Items;

namespace Holdfast.Workloads.Files.Portable;

/// <summary>Paths for the platform, beneath one directory.</summary>
internal static class PortablePath
{
    /// <summary>A form in which Windows takes paths of any length and changes nothing about names.</summary>
    public static string Verbatim(string fullPath)
    {
        if (!OperatingSystem.IsWindows() || fullPath.StartsWith(@"\\?\", StringComparison.Ordinal)) return fullPath;
        return fullPath.StartsWith(@"\\", StringComparison.Ordinal) ? @"\\?\UNC\" + fullPath[2..] : @"\\?\" + fullPath;
    }

    public static string Join(string directory, string name) =>
        Path.EndsInDirectorySeparator(directory) ? directory + name : directory + Path.DirectorySeparatorChar + name;

    /// <summary>The path of a scanned item; its names came from <see cref="PortableName.Encode"/>.</summary>
    public static string Of(string root, ReadOnlySpan<byte> relative)
    {
        var path = root;
        if (relative.IsEmpty) return path;
        foreach (var part in relative.Split(ItemPath.Separator))
            path = Join(path, PortableName.Decode(relative[part]) ?? throw new ArgumentException("Not a name of this platform.", nameof(relative)));
        return path;
    }
}
