using System.Text;
using Holdfast.Format.Chunks;
using Holdfast.Format.Compression;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Format.Keys;
using Holdfast.Store.Blobs;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;

namespace Holdfast.Reader.Tests;

/// <summary>Writes a repository with one recovery point of odd items, through the program's own store.</summary>
internal sealed class SampleRepository : IDisposable
{
    public const string Passphrase = "a passphrase for tests only";
    public const string PointId = "5eed00112233";

    private readonly TemporaryFolder index = new();
    private readonly List<Item> items = [];
    private readonly SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);

    /// <summary>Contents by path, as a restore must bring them back.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => files;

    public int Items => items.Count;

    public void Write(IBlobStore blobs, Keyring keyring, bool fips = false, int packTarget = 256 << 10)
    {
        if (fips)
        {
            blobs.Create(BlobNames.KeySlot(1), KeySlot.Wrap(keyring, Passphrase, new PassphraseKdf(PassphraseKdf.Pbkdf2Sha512, 0, 100_000), SystemRandomness.Instance));
            blobs.Create(BlobNames.Repository, new RepositoryMarker(RepositoryMarker.FormatName, RepositoryMarker.CurrentVersion, keyring.Repository.ToString()).ToBytes());
        }
        else Repository.Create(blobs, keyring, Passphrase, SystemRandomness.Instance);

        var options = new RepositoryOptions(index.Path, TimeProvider.System, SystemRandomness.Instance, packTarget);
        using var repository = Repository.Open(blobs, keyring, options);
        using var session = repository.Sessions.Begin();
        using var chunks = new ChunkWriter(session, keyring.ChunkIdKey, CompressionPolicy.Default);
        MakeItems(chunks);
        items.Sort((a, b) => ItemPath.CompareKeys(a.Parent, a.Name, b.Parent, b.Name));
        var table = new ItemTableWriter(chunks);
        foreach (var item in items) table.Add(item);
        session.Commit(new RecoveryPoint(
            RecoveryPoint.CurrentVersion, PointId, RecoveryPoint.RecoveryPointKind, new PointSource("50c0de", "sample", "/srv/sample", "server", "files"),
            DateTimeOffset.UnixEpoch.AddDays(20_000), 0, null, null, TableReference.From(table.Complete()), 0, []));
    }

    public void Dispose() => index.Dispose();

    private void MakeItems(ChunkWriter chunks)
    {
        foreach (var directory in new[] { "", "docs", "docs/empty", "docs!", "many" }) Add(directory, ItemKind.Directory).Mode = 0x1ED;
        AddBundle(chunks);
        AddLarge(chunks, "large.bin", pieces: 3);
        AddLarge(chunks, "docs/extent-lists.bin", pieces: 9000);
        AddContent("empty", []).Extents = [];
        Add("link", ItemKind.SymbolicLink).LinkTarget = "docs/../nowhere"u8.ToArray();
        Add("docs/pipe", ItemKind.Fifo);
        for (var i = 0; i < 3000; i++) AddContent($"many/file-{i:D5}", []).Extents = [];
    }

    private void AddBundle(ChunkWriter chunks)
    {
        var texts = new[] { "docs/a.txt", "docs/b\u00fc.txt", "docs!/c.txt", "twin-1", "twin-2" };
        var bundle = Encoding.UTF8.GetBytes(string.Concat(texts.Select(name => $"content of {name}, over and over. ")));
        var id = chunks.Write(ChunkKind.Content, bundle);
        var at = 0;
        foreach (var name in texts)
        {
            var length = Encoding.UTF8.GetByteCount($"content of {name}, over and over. ");
            var start = name == "twin-2" ? at - Encoding.UTF8.GetByteCount("content of twin-1, over and over. ") : at;
            var item = AddContent(name, bundle[start..(start + length)]);
            item.Extents = [Extent.Data(id, (uint)start, (uint)length)];
            if (name.StartsWith("twin", StringComparison.Ordinal)) (item.LinkGroup, item.LinkCount) = (0xFEDC_BA98_7654_3210, 2);
            if (name == "docs/a.txt") item.Attributes = [new ExtendedAttribute("user.note"u8.ToArray(), [1, 0, 2])];
            at += length;
        }
    }

    private void AddLarge(ChunkWriter chunks, string path, int pieces)
    {
        var random = new Random(pieces);
        var (extents, content) = (new List<Extent>(), new MemoryStream());
        for (var i = 0; i < pieces; i++)
        {
            var piece = new byte[random.Next(1, pieces > 100 ? 40 : 60_000)];
            if (i % 7 == 2) extents.Add(Extent.Hole(piece.Length));
            else
            {
                random.NextBytes(piece);
                extents.Add(Extent.Data(chunks.Write(ChunkKind.Content, piece), 0, (uint)piece.Length));
            }
            content.Write(piece);
        }
        AddContent(path, content.ToArray()).Extents = extents;
    }

    private Item AddContent(string path, byte[] content)
    {
        files.Add(path, content);
        var item = Add(path, ItemKind.File);
        item.Size = content.Length;
        return item;
    }

    private Item Add(string path, ItemKind kind)
    {
        var (parent, name) = ItemPath.Split(Encoding.UTF8.GetBytes(path));
        var item = new Item
        {
            Parent = parent, Name = name, Kind = kind, Mode = 0x180, Modified = new Timestamp(1_600_000_000 + (items.Count * 1000), 123_456_789), Changed = new Timestamp(-5, 7),
            Born = items.Count % 2 == 0 ? new Timestamp(1, 2) : null, Inode = (ulong)(1000 - (items.Count * 7 % 900)),
        };
        items.Add(item);
        return item;
    }
}
