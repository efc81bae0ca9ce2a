using System.Collections.Concurrent;
using Holdfast.Store.Durability;

namespace Holdfast.Store.Blobs;

/// <summary>
/// The folders that blobs lie in. A folder counts only when its parent was synced by this process: another one may have made it and
/// died before it was durable.
/// </summary>
internal sealed class BlobFolders(string root)
{
    private readonly ConcurrentDictionary<string, bool> durable = new(StringComparer.Ordinal);

    /// <summary>Makes the folder of a blob durable, with all above it, and returns its path. The root itself is never made here.</summary>
    public string Ensure(string name)
    {
        var slash = name.LastIndexOf('/');
        if (slash < 0) return root;
        var folder = name[..slash];
        var path = Path.Join(root, folder);
        if (durable.ContainsKey(folder)) return path;
        var parent = Ensure(folder);
        DurableFile.MakeDirectory(path);
        DurableFile.SyncDirectory(parent);
        durable[folder] = true;
        return path;
    }

    /// <summary>Somebody removed a folder: nothing is believed any more.</summary>
    public void Forget() => durable.Clear();
}
