using Holdfast.Format.Keys;
using Holdfast.Format.Packs;
using Holdfast.Store.Blobs;
using Holdfast.Store.Copying;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;
using Holdfast.Store.Tests.Repositories;
using Holdfast.Store.Verifying;
using Holdfast.Vault;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>A pool with one recovery point, and pushes of it into a vault, each as by a process of its own.</summary>
internal sealed class PushScene : IDisposable
{
    public const int PackTarget = 256 << 10;
    private const string Passphrase = "a passphrase for tests only";

    private readonly SortedDictionary<string, byte[]> files;
    private readonly TestRepository pool = new();
    private readonly RecoveryPoint point;

    /// <param name="count">Files of 32 KiB that cannot be compressed. The same number makes the same point in any process.</param>
    public PushScene(int count = 64)
    {
        Count = count;
        files = Contents.Random(1, count, 32 << 10);
        point = pool.BackUp(files);
    }

    public int Count { get; }

    /// <summary>Lays out the copy where there is none, and sends what is missing.</summary>
    /// <returns>Bytes of sealed records that were handed over.</returns>
    public long Push(IBlobStore prefix)
    {
        var keyring = VaultCopy.CreateOrUnlock(prefix, pool.Keyring, Passphrase, SystemRandomness.Instance);
        var sent = new SentBytes();
        WithCopy(prefix, keyring, copy => new PointCopy(pool.Repository, copy, sent, CancellationToken.None).Run(point));
        return sent.Total;
    }

    /// <summary>Every listed point is whole, and every listed blob is good; read past all caches.</summary>
    /// <param name="isDone">The push has ended well: its point is there.</param>
    public void Check(IBlobStore prefix, bool isDone)
    {
        if (!Repository.Exists(prefix))
        {
            Assert.False(isDone);
            return;
        }
        WithCopy(prefix, Repository.Unlock(prefix, Passphrase), copy =>
        {
            var points = copy.Points.All();
            if (isDone) Assert.Single(points);
            Assert.Empty(new Verifier(copy, new VerifyOptions(), _ => { }, CancellationToken.None).Run().Damages);
            foreach (var found in points) Contents.AssertSame(files, Restore(copy, found));
        });
    }

    public void Dispose() => pool.Dispose();

    private static SortedDictionary<string, byte[]> Restore(Repository copy, RecoveryPoint point)
    {
        var items = copy.Points.OpenTable(point).ReadAll().Where(item => item.Kind == Format.Items.ItemKind.File).ToList();
        var received = new ReceivedChunks();
        copy.Chunks.ReadMany([.. items.SelectMany(item => item.Extents!).Select(extent => extent.Chunk).Distinct()], received, CancellationToken.None);
        var restored = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var item in items)
            restored.Add(System.Text.Encoding.UTF8.GetString(item.Name), [.. item.Extents!.SelectMany(extent => received[extent.Chunk].AsSpan((int)extent.Offset, (int)extent.Length).ToArray())]);
        return restored;
    }

    private static void WithCopy(IBlobStore prefix, Keyring keyring, Action<Repository> act)
    {
        var index = Directory.CreateTempSubdirectory("holdfast-push-").FullName;
        try
        {
            using var copy = Repository.Open(prefix, keyring, new RepositoryOptions(index, TimeProvider.System, SystemRandomness.Instance, PackTarget, PackLayout.PackAlignment));
            act(copy);
        }
        finally
        {
            Directory.Delete(index, recursive: true);
        }
    }
}
