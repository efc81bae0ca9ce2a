using System.Globalization;
using System.Text;
using Holdfast.Format.Chunks;
using Holdfast.Format.Compression;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Tests.Repositories;

namespace Holdfast.Store.Tests.Reading;

/// <summary>A point with large files of many chunks, some of which compress well, and with folders of many small files that share bundles.</summary>
internal static class LargePoint
{
    public const string Wanted = "large/file-05";

    /// <summary>Files of 8 MB but one, which has 39 MB; sizes of chunks as the cutter makes them, a third of the chunks compressible.</summary>
    public static RecoveryPoint OfLargeFiles(TestRepository repository, int files, int seed = 3)
    {
        var random = new Random(seed);
        using var session = repository.Repository.Sessions.Begin();
        using var chunks = new ChunkWriter(session, repository.Keyring.ChunkIdKey, CompressionPolicy.Default with { DecodeVerify = false });
        var table = new ItemTableWriter(chunks);
        table.Add(Folder("", ""));
        table.Add(Folder("", "large"));
        for (var i = 0; i < files; i++)
        {
            var name = "file-" + i.ToString("D2", CultureInfo.InvariantCulture);
            table.Add(File("large", name, Extents(chunks, random, "large/" + name == Wanted ? 39_000_000 : 8_000_000)));
        }
        return session.Commit(repository.Draft(table.Complete()));
    }

    /// <summary>Folders of 40 small files; each folder's files lie in one bundle.</summary>
    public static RecoveryPoint OfFolders(TestRepository repository, int folders)
    {
        var random = new Random(4);
        using var session = repository.Repository.Sessions.Begin();
        using var chunks = new ChunkWriter(session, repository.Keyring.ChunkIdKey, CompressionPolicy.Default with { DecodeVerify = false });
        var table = new ItemTableWriter(chunks);
        var names = Enumerable.Range(0, folders).Select(i => "folder-" + i.ToString("D4", CultureInfo.InvariantCulture)).ToList();
        table.Add(Folder("", ""));
        foreach (var name in names) table.Add(Folder("", name));
        foreach (var name in names)
        {
            var bundle = new byte[40 * 1500];
            random.NextBytes(bundle);
            var id = chunks.Write(ChunkKind.Content, bundle);
            for (var i = 0; i < 40; i++)
                table.Add(File(name, "item-" + i.ToString("D2", CultureInfo.InvariantCulture) + "-" + random.NextInt64().ToString("x16", CultureInfo.InvariantCulture), [Extent.Data(id, (uint)i * 1500, 1500)]));
        }
        return session.Commit(repository.Draft(table.Complete()));
    }

    public static IReadOnlyList<ChunkId> ChunksOf(Item item) => [.. item.Extents!.Select(extent => extent.Chunk).Distinct()];

    private static List<Extent> Extents(ChunkWriter chunks, Random random, int size)
    {
        var extents = new List<Extent>();
        for (var left = size; left > 0;)
        {
            var length = Math.Min(left, random.Next(256 << 10, 1600 << 10));
            var content = new byte[length];
            random.NextBytes(random.Next(3) == 0 ? content.AsSpan(0, length / 8) : content);
            extents.Add(Extent.Data(chunks.Write(ChunkKind.Content, content), 0, (uint)length));
            left -= length;
        }
        return extents;
    }

    private static Item Folder(string parent, string name) => new() { Parent = Encoding.UTF8.GetBytes(parent), Name = Encoding.UTF8.GetBytes(name), Kind = ItemKind.Directory };

    private static Item File(string parent, string name, IReadOnlyList<Extent> extents) => new()
    {
        Parent = Encoding.UTF8.GetBytes(parent), Name = Encoding.UTF8.GetBytes(name), Kind = ItemKind.File, Size = extents.Sum(extent => extent.Length), Extents = extents,
    };
}
