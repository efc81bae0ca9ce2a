using Holdfast.Format.Packs;
using Holdfast.Store.Blobs;
using Holdfast.Store.Repositories;

namespace Holdfast.VaultService.Prefixes;

/// <summary>Which names a server may use in its prefix, and how long what bears them may be: those of a repository and no others.</summary>
internal static class NameRule
{
    private const int KiB = 1 << 10, MiB = 1 << 20;

    /// <summary>Null for a name that has no place in a prefix, one that would leave it among them.</summary>
    public static BlobKind? KindOf(string name)
    {
        if (!BlobName.IsValid(name)) return null;
        if (name == BlobNames.Repository) return BlobKind.Marker;
        var slash = name.IndexOf('/', StringComparison.Ordinal) + 1;
        var rest = name[slash..];
        var depth = rest.AsSpan().Count('/') + 1;
        return (name[..slash], depth) switch
        {
            (BlobNames.Keys, 1) => BlobKind.Key,
            (BlobNames.Packs, 2) when BlobNames.ReadPack(name) is { } pack && BlobNames.Pack(pack) == name => BlobKind.Pack,
            (BlobNames.Points, 2) => BlobKind.Point,
            (BlobNames.Descriptions, 3) => BlobKind.Description,
            (BlobNames.Owners or BlobNames.Tombstones or BlobNames.Damage, 1) => BlobKind.Housekeeping,
            _ => null,
        };
    }

    /// <summary>Bytes that a blob of a kind may have.</summary>
    public static long LongestOf(BlobKind kind) => kind switch
    {
        BlobKind.Pack or BlobKind.Point => 64 * MiB,
        BlobKind.Description => 16 * MiB,
        BlobKind.Key => MiB,
        BlobKind.Marker => 64 * KiB,
        _ => 4 * KiB,
    };

    /// <summary>The folder of a name with its slash: the datasource of a point, the subject of a description.</summary>
    public static string FolderOf(string name) => name[..(name.LastIndexOf('/') + 1)];
}
