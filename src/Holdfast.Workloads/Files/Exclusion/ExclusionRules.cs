using System.Text;

namespace Holdfast.Workloads.Files.Exclusion;

/// <summary>Decides which items a scan leaves out. One thread.</summary>
internal sealed class ExclusionRules
{
    private readonly Glob[] nameGlobs;
    private readonly Glob[] pathGlobs;
    private readonly byte[][] extensions;
    private byte[] path = new byte[4096];

    /// <exception cref="ArgumentException">A pattern or extension that means nothing.</exception>
    public ExclusionRules(ScanOptions options)
    {
        var globs = options.ExcludeGlobs.Select(Glob.Compile).ToArray();
        nameGlobs = [.. globs.Where(glob => glob.NamesOnly)];
        pathGlobs = [.. globs.Where(glob => !glob.NamesOnly)];
        extensions = [.. options.ExcludeExtensions.Select(ToSuffix)];
        AreEmpty = globs.Length == 0 && extensions.Length == 0;
    }

    public bool AreEmpty { get; }

    public bool Exclude(ReadOnlySpan<byte> parent, ReadOnlySpan<byte> name, bool isDirectory)
    {
        if (!isDirectory && HasExcludedExtension(name)) return true;
        foreach (var glob in nameGlobs)
            if ((isDirectory || !glob.DirectoriesOnly) && glob.Matches(name)) return true;
        if (pathGlobs.Length == 0) return false;
        var joined = Join(parent, name);
        foreach (var glob in pathGlobs)
            if ((isDirectory || !glob.DirectoriesOnly) && glob.Matches(joined)) return true;
        return false;
    }

    private bool HasExcludedExtension(ReadOnlySpan<byte> name)
    {
        foreach (var extension in extensions)
        {
            if (name.Length <= extension.Length) continue;
            var end = name[^extension.Length..];
            // The comparison that ignores case says no to anything beyond ASCII.
            if (Ascii.EqualsIgnoreCase(end, extension) || end.SequenceEqual(extension)) return true;
        }
        return false;
    }

    private ReadOnlySpan<byte> Join(ReadOnlySpan<byte> parent, ReadOnlySpan<byte> name)
    {
        if (parent.IsEmpty) return name;
        var length = parent.Length + 1 + name.Length;
        if (path.Length < length) path = new byte[length * 2];
        parent.CopyTo(path);
        path[parent.Length] = (byte)'/';
        name.CopyTo(path.AsSpan(parent.Length + 1));
        return path.AsSpan(0, length);
    }

    private static byte[] ToSuffix(string extension)
    {
        var text = extension.TrimStart('*');
        if (text.Trim('.').Length == 0) throw new ArgumentException($"The extension '{extension}' names nothing.", nameof(extension));
        return Encoding.UTF8.GetBytes(text.StartsWith('.') ? text : "." + text);
    }
}
