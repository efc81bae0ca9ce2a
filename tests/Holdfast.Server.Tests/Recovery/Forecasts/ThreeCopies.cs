using Holdfast.Format.Items;
using Holdfast.Format.Keys;
using Holdfast.Server.Configuration;
using Holdfast.Server.Engine;
using Holdfast.Store.Blobs;
using Holdfast.Store.Copying;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;
using Holdfast.Testing.Blobs;
using Holdfast.Vault;
using Holdfast.Workloads;

namespace Holdfast.Server.Tests.Recovery.Forecasts;

/// <summary>A tree of files, backed up into a pool and sent to a vault, over stores that count; opened as pool, as vault copy, or as another server's copy.</summary>
internal sealed class ThreeCopies : IDisposable, ICopyProgress
{
    public const string OneFolder = "folder-3", OneFile = "large/file-2";
    private const string Passphrase = "a passphrase of these tests 2026";
    private readonly string root = Directory.CreateTempSubdirectory("holdfast-forecast-").FullName;
    private readonly FolderBlobStore poolBlobs, vaultBlobs;
    private readonly Keyring poolKeys, vaultKeys;
    private int recoveries;

    public ThreeCopies()
    {
        MakeTree(new Random(7));
        poolBlobs = new FolderBlobStore(Path.Combine(root, "pool"));
        vaultBlobs = new FolderBlobStore(Path.Combine(root, "vault"));
        poolKeys = Keyring.Create(SystemRandomness.Instance);
        Repository.Create(poolBlobs, poolKeys, Passphrase, SystemRandomness.Instance);
        vaultKeys = VaultCopy.CreateOrUnlock(vaultBlobs, poolKeys, Passphrase, SystemRandomness.Instance);
        using var pool = OpenPool(poolBlobs);
        using var vault = OpenVault(vaultBlobs);
        var request = new BackupRequest("s1", "tree", Path.Combine(root, "tree"), "server", [], [], CrossMountPoints: false, IsRecoveryPoint: true, ReadEverything: false);
        var settings = EngineSettings.From(Settings.Load(Path.Combine(root, "none.json"), AllSettings.Keys));
        var point = new BackupOperation(pool, settings, TimeProvider.System).Run(request, new QuietReport(), CancellationToken.None);
        new PointCopy(pool, vault, this, CancellationToken.None).Run(point);
    }

    /// <summary>Opens a copy afresh, its index as it was, nothing of it in memory.</summary>
    /// <param name="from">pool, vault, or external.</param>
    public Repository Open(string from, out CountingBlobStore requests)
    {
        requests = new CountingBlobStore(from == "pool" ? poolBlobs : vaultBlobs);
        return from switch
        {
            "pool" => OpenPool(requests),
            "vault" => OpenVault(requests),
            _ => VaultCopy.OpenForReading(requests, vaultKeys, Path.Combine(root, "external-index"), TimeProvider.System, SystemRandomness.Instance),
        };
    }

    public static RecoveryPoint PointOf(Repository repository) => repository.Points.All()[0];

    public static RestoreForecast Forecast(Repository repository, string? item) =>
        ForecastOperation.Run(repository, PointOf(repository), Items(item), CancellationToken.None);

    public WorkProgress Recover(Repository repository, string? item)
    {
        var report = new QuietReport();
        var request = new RecoverRequest(new PointRef("p", Online: false), Items(item), Path.Combine(root, $"recovered-{++recoveries}"), ExistingItem.Copy, SecurityFrom.Destination);
        RecoverOperation.Run(repository, PointOf(repository), request, report, CancellationToken.None);
        Assert.Empty(report.Items);
        return report.Progress;
    }

    public void Sent(long bytes)
    {
    }

    public void Dispose()
    {
        poolBlobs.Dispose();
        vaultBlobs.Dispose();
        Directory.Delete(root, recursive: true);
    }

    private static List<byte[]> Items(string? item) => item is null ? [] : [ItemPath.FromDisplay(item)];

    private Repository OpenPool(IBlobStore blobs) =>
        Repository.Open(blobs, poolKeys, new RepositoryOptions(Path.Combine(root, "pool-index"), TimeProvider.System, SystemRandomness.Instance));

    private Repository OpenVault(IBlobStore blobs) =>
        VaultCopy.Open(blobs, vaultKeys, Path.Combine(root, "vault-index"), TimeProvider.System, SystemRandomness.Instance, limit: null);

    /// <summary>Six folders of many small files, some of which have a second name; large files, one of them with a hole.</summary>
    private void MakeTree(Random random)
    {
        var small = new byte[6000];
        for (var i = 0; i < 3000; i++)
        {
            random.NextBytes(small);
            Write($"folder-{i % 6}/file-{i:D4}", small.AsSpan(0, 500 + random.Next(5500)));
        }
        File.CreateSymbolicLink(Path.Combine(root, "tree", "folder-1", "link"), "file-0001");
        var large = new byte[9 << 20];
        for (var i = 0; i < 6; i++)
        {
            random.NextBytes(large);
            if (i == 4) large.AsSpan(1 << 20, 4 << 20).Clear();
            Write($"large/file-{i}", large);
        }
    }

    private void Write(string path, ReadOnlySpan<byte> content)
    {
        var full = Path.Combine(root, "tree", path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }
}
