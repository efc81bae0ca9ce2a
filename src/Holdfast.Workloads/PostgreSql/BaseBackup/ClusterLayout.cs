using System.Text;
using Holdfast.Format.Items;

namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>Where the files of a cluster stand in a recovery point: the data directory under "data", each tablespace under "tablespaces" and its number.</summary>
internal static class ClusterLayout
{
    public const string Data = "data", Tablespaces = "tablespaces";

    public static string ManifestItem => $"{Data}/{BackupManifest.FileName}";

    public static byte[] Bytes(string path) => Encoding.UTF8.GetBytes(path);

    public static Item File(string path, TarEntry entry) => Make(path, ItemKind.File, entry.Mode & 0x1FF, entry);

    public static Item Directory(string path, TarEntry? entry) => Make(path, ItemKind.Directory, entry is null ? 0x1C0 : entry.Mode & 0x1FF, entry);

    /// <summary>A file of our own making, for the server's account alone.</summary>
    public static Item Own(string path, TarEntry? like, Timestamp modified)
    {
        var item = Make(path, ItemKind.File, 0x180, like);
        item.Modified = item.Changed = modified;
        return item;
    }

    private static Item Make(string path, ItemKind kind, uint mode, TarEntry? entry)
    {
        var (parent, name) = ItemPath.Split(Bytes(path));
        var modified = new Timestamp(entry?.Modified ?? 0, 0);
        return new Item { Parent = parent, Name = name, Kind = kind, Mode = mode, Owner = entry?.Owner ?? 0, Group = entry?.Group ?? 0, Modified = modified, Changed = modified };
    }
}
