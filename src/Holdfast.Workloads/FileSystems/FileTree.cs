using Holdfast.Format.Items;

namespace Holdfast.Workloads.FileSystems;

/// <summary>Walks all of a file system.</summary>
public static class FileTree
{
    private const int MostDepth = 4096;

    /// <summary>Everything below a directory, parents before their children, with the path below it. A directory that is in two places, which only a damaged file system has, is entered once.</summary>
    /// <exception cref="Inspection.MalformedFileException">A directory is damaged.</exception>
    public static IEnumerable<(string Path, FileEntry Entry)> Walk(IFileSystem files, FileEntry directory)
    {
        var entered = new HashSet<ulong> { directory.Number };
        var open = new Stack<(string Path, IEnumerator<FileEntry> Entries)>();
        try
        {
            open.Push(("", files.List(directory).GetEnumerator()));
            while (open.TryPeek(out var level))
            {
                if (!level.Entries.MoveNext())
                {
                    open.Pop().Entries.Dispose();
                    continue;
                }

                var entry = level.Entries.Current;
                yield return (level.Path + entry.Name, entry);
                if (entry.Kind == ItemKind.Directory && open.Count < MostDepth && entered.Add(entry.Number)) open.Push((level.Path + entry.Name + "/", files.List(entry).GetEnumerator()));
            }
        }
        finally
        {
            foreach (var (_, entries) in open) entries.Dispose();
        }
    }
}
