namespace Holdfast.Store.Blobs;

/// <summary>Reads the tree of a folder store. Anything that hinders a complete answer is an error, and never a shorter list.</summary>
internal static class FolderListing
{
    private static readonly EnumerationOptions Everything = new()
    {
        MatchType = MatchType.Simple, AttributesToSkip = 0, IgnoreInaccessible = false, RecurseSubdirectories = false,
    };

    public static List<BlobInfo> Read(string root, string prefix)
    {
        var found = new List<BlobInfo>();
        if (Start(Path.Join(root, prefix)) is { } entries) Add(entries, prefix, found);
        found.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return found;
    }

    /// <summary>The entries of the first folder; null where it is not there. One that vanishes further down is an error.</summary>
    private static IEnumerable<FileSystemInfo>? Start(string path)
    {
        try
        {
            return Open(path);
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static IEnumerable<FileSystemInfo> Open(string path) => new DirectoryInfo(path).EnumerateFileSystemInfos("*", Everything);

    private static void Add(IEnumerable<FileSystemInfo> entries, string prefix, List<BlobInfo> found)
    {
        foreach (var entry in entries)
        {
            var name = prefix + entry.Name;
            // What no blob can be called is not ours: temporary files, the disk's own files, lost+found.
            if (!BlobName.IsValid(name) || entry.Attributes.HasFlag(FileAttributes.ReparsePoint)) continue;
            if (entry is DirectoryInfo) Add(Open(entry.FullName), name + "/", found);
            else if (Length((FileInfo)entry) is { } length) found.Add(new BlobInfo(name, length));
        }
    }

    private static long? Length(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return null; // deleted since the folder was read
        }
    }
}
