using System.Globalization;
using System.Text;
using Holdfast.Format.Chunks;
using Holdfast.Format.Compression;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Format.Keys;
using Holdfast.Store.Blobs;
using Holdfast.Store.Collecting;
using Holdfast.Store.Copying;
using Holdfast.Store.Reading;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;
using Holdfast.Store.Verifying;
using Holdfast.Store.Writing;
using Holdfast.Testing.Blobs;
using Holdfast.Testing.Keys;

namespace Holdfast.Store.Tests.Repositories;

/// <summary>A repository over a store in memory with small packs, and the acts of a server on it in one call each.</summary>
internal sealed class TestRepository : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly string index = IndexFolder();
    private readonly int packTarget;
    private readonly bool forReading;
    private readonly ReadCost reads;
    private readonly int packsAtOnce;
    private readonly SeededRandomness randomness;
    private int points;

    public TestRepository(int seed = 1, Keyring? keyring = null, int packTarget = 64 << 10, InMemoryBlobStore? blobs = null, bool forReading = false, ReadCost? reads = null, int packsAtOnce = 1)
    {
        this.packTarget = packTarget;
        this.forReading = forReading;
        this.reads = reads ?? ReadCost.LocalDisk;
        this.packsAtOnce = packsAtOnce;
        randomness = new SeededRandomness(seed);
        Keyring = keyring ?? Keyring.Create(randomness);
        Blobs = blobs ?? new InMemoryBlobStore(seed);
        Requests = new CountingBlobStore(Blobs);
        if (blobs is null) Blobs.Create(BlobNames.Repository, new RepositoryMarker(RepositoryMarker.FormatName, RepositoryMarker.CurrentVersion, Keyring.Repository.ToString()).ToBytes());
        try
        {
            Repository = Open();
        }
        catch
        {
            Directory.Delete(index, recursive: true);
            throw;
        }
    }

    public InMemoryBlobStore Blobs { get; }

    /// <summary>What the repository asks of its store.</summary>
    public CountingBlobStore Requests { get; }

    public Keyring Keyring { get; }

    public Repository Repository { get; private set; }

    /// <summary>Names of all packs, in name order.</summary>
    public IReadOnlyList<string> PackNames => [.. Blobs.List(BlobNames.Packs).Select(blob => blob.Name)];

    /// <summary>An empty repository in the same dedup domain, as a vault copy is to its pool.</summary>
    public TestRepository Sibling(int seed = 2, ReadCost? reads = null, int packsAtOnce = 1) =>
        new(seed, Keyring.CreateSibling(randomness), packTarget, reads: reads, packsAtOnce: packsAtOnce);

    /// <summary>Another process opens the same store.</summary>
    public TestRepository Another(bool forReading = false) => new(100 + points, Keyring, packTarget, Blobs, forReading);

    /// <summary>The same blobs in a store of their own, opened afresh.</summary>
    public TestRepository Clone(Action<InMemoryBlobStore>? change = null)
    {
        var copy = new InMemoryBlobStore();
        foreach (var blob in Blobs.List("")) copy.Create(blob.Name, Bytes(blob.Name));
        change?.Invoke(copy);
        return new TestRepository(7, Keyring, packTarget, copy);
    }

    public void Reopen(bool forgetIndex = false)
    {
        Repository.Dispose();
        if (forgetIndex) Directory.Delete(index, recursive: true);
        Directory.CreateDirectory(index);
        Repository = Open();
    }

    /// <summary>Writes files , each a chunk of its own, and commits a point.</summary>
    public RecoveryPoint BackUp(IReadOnlyDictionary<string, byte[]> files, string source = "50", string? id = null)
    {
        using var session = Repository.Sessions.Begin();
        return session.Commit(Draft(Write(session, files), source, id));
    }

    public ItemTableRoot Write(WriteSession session, IReadOnlyDictionary<string, byte[]> files)
    {
        using var chunks = new ChunkWriter(session, Keyring.ChunkIdKey, CompressionPolicy.Default with { DecodeVerify = false });
        var table = new ItemTableWriter(chunks);
        table.Add(new Item { Parent = [], Name = [], Kind = ItemKind.Directory });
        foreach (var (name, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            IReadOnlyList<Extent> extents = content.Length == 0 ? [] : [Extent.Data(chunks.Write(ChunkKind.Content, content), 0, (uint)content.Length)];
            table.Add(new Item { Parent = [], Name = Encoding.UTF8.GetBytes(name), Kind = ItemKind.File, Size = content.Length, Extents = extents });
        }
        return table.Complete();
    }

    public RecoveryPoint Draft(ItemTableRoot root, string source = "50", string? id = null)
    {
        var number = Interlocked.Increment(ref points);
        return new RecoveryPoint(
            RecoveryPoint.CurrentVersion, id ?? number.ToString("x8", CultureInfo.InvariantCulture), RecoveryPoint.RecoveryPointKind,
            new PointSource(source, "source " + source, "/srv/" + source, "server", "files"), Start.AddMinutes(number), 0, null, null, TableReference.From(root), 0, []);
    }

    /// <summary>Every file of a point, through the ordered read.</summary>
    /// <exception cref="ChunkUnavailableException">Something is missing.</exception>
    public SortedDictionary<string, byte[]> Restore(RecoveryPoint point)
    {
        var items = Repository.Points.OpenTable(point).ReadAll().Where(item => item.Kind == ItemKind.File).ToList();
        var received = new ReceivedChunks();
        Repository.Chunks.ReadMany([.. items.SelectMany(item => item.Extents!).Select(extent => extent.Chunk).Distinct()], received, CancellationToken.None);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var item in items)
            files.Add(Encoding.UTF8.GetString(item.Name), [.. item.Extents!.SelectMany(extent => received[extent.Chunk].AsSpan((int)extent.Offset, (int)extent.Length).ToArray())]);
        return files;
    }

    public VerifyResult Verify(VerifyOptions? options = null) => new Verifier(Repository, options ?? new VerifyOptions(), _ => { }, CancellationToken.None).Run();

    public HealResult Heal(TestRepository? other, VerifyResult? found = null) => new Healer(Repository, other?.Repository, CancellationToken.None).Run(found ?? Verify());

    public CollectionResult Collect(TimeSpan after, TimeSpan? window = null) =>
        new Collector(Repository, window ?? TimeSpan.FromDays(14), Start + after, CancellationToken.None).Run();

    public RecoveryPoint PushTo(TestRepository vault, RecoveryPoint point, ICopyProgress? progress = null) =>
        new PointCopy(Repository, vault.Repository, progress ?? new SentBytes(), CancellationToken.None).Run(point);

    public byte[] Bytes(string name)
    {
        var bytes = new byte[Blobs.GetLength(name)];
        Blobs.Read(name, 0, bytes);
        return bytes;
    }

    public void Dispose()
    {
        Repository.Dispose();
        Directory.Delete(index, recursive: true);
    }

    /// <summary>In memory where the platform has such a place: these tests open thousands of repositories, and durability of the index is not their concern.</summary>
    private static string IndexFolder()
    {
        const string memory = "/dev/shm";
        return Directory.CreateDirectory(Path.Join(Directory.Exists(memory) ? memory : Path.GetTempPath(), "holdfast-store-" + Path.GetRandomFileName())).FullName;
    }

    private Repository Open()
    {
        var options = new RepositoryOptions(index, TimeProvider.System, randomness, packTarget, PacksAtOnce: packsAtOnce) { Reads = reads };
        return forReading ? Repository.OpenForReading(Requests, Keyring, options) : Repository.Open(Requests, Keyring, options);
    }
}
