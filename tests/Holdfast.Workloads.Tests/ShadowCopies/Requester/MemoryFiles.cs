using Holdfast.Workloads.ShadowCopies.Planning;

namespace Holdfast.Workloads.Tests.ShadowCopies.Requester;

/// <summary>Files of a Windows computer that is not there, by their full paths.</summary>
internal sealed class MemoryFiles : IWindowsFiles
{
    public Dictionary<string, byte[]> Content { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Folders that other volumes are mounted on, with a backslash at the end.</summary>
    public List<string> Mounts { get; } = [];

    /// <summary>Paths that are links to folders.</summary>
    public HashSet<string> Links { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Action<string>? BeforeRead { get; set; }

    public Action<string>? BeforeCreate { get; set; }

    public string VolumeOf(string path) => Mounts.Find(mount => path.StartsWith(mount, StringComparison.OrdinalIgnoreCase)) ?? BackupPlanner.NamedVolume(path);

    public IEnumerable<WindowsEntry> List(string folder)
    {
        var prefix = folder.TrimEnd('\\') + "\\";
        return Content.Where(file => file.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Select(file => (Name: file.Key[prefix.Length..].Split('\\'), file.Value)).GroupBy(file => file.Name[0], StringComparer.OrdinalIgnoreCase)
            .Select(group => new WindowsEntry(group.Key, group.First().Name.Length > 1, Links.Contains(prefix + group.Key), group.First().Value.Length)).OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase);
    }

    public long? Length(string path) => Content.TryGetValue(path, out var content) ? content.Length : null;

    public Stream OpenRead(string path)
    {
        BeforeRead?.Invoke(path);
        return Content.TryGetValue(path, out var content) ? new MemoryStream(content, false) : throw new FileNotFoundException(path);
    }

    public Stream Create(string path)
    {
        BeforeCreate?.Invoke(path);
        return new Written(this, path);
    }

    private sealed class Written(MemoryFiles files, string path) : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            files.Content[path] = ToArray();
            base.Dispose(disposing);
        }
    }
}
