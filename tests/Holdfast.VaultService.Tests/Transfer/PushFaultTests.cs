using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.Store.Repositories;
using Holdfast.Testing.Blobs;
using Holdfast.Vault.Remote;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>A whole push over HTTPS while the network fails in every way.</summary>
public sealed class PushFaultTests : IAsyncDisposable
{
    private readonly InMemoryBlobStore storage = new();
    private readonly TransferHost host;
    private PushScene scene = new();

    public PushFaultTests() => host = new TransferHost(new StoreVaults(storage));

    public static TheoryData<NetworkFault> Faults => [.. Enum.GetValues<NetworkFault>()];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Push_EveryRequestFailsOnce_EndsWhole(NetworkFault fault)
    {
        var waits = fault is NetworkFault.StallBefore or NetworkFault.StallAfter;
        if (waits) UseScene(16);
        FaultyNetwork? network = null;
        var met = 0;
        using var vault = Connect(inner => network = new FaultyNetwork(inner, key =>
            // A refusal ends the run, and the next has new names: refused are the 1st, 3rd, 6th, 10th… request of all runs together.
            fault == NetworkFault.Forbidden && !IsTriangular(Interlocked.Increment(ref met)) ? null : Suffers(key, fault) ? fault : null));
        var (runs, acknowledged) = PushUntilDone(vault);
        // What is refused for good ends the push; everything else it survives.
        Assert.True(fault == NetworkFault.Forbidden || runs == 1, $"{runs} runs");
        // Which of the requests are refused depends on how the threads run: some of them create something in any case.
        Assert.True(network!.Struck.Count(key => key.StartsWith("PUT", StringComparison.Ordinal)) >= (fault == NetworkFault.Forbidden ? 2 : waits ? 4 : 12), string.Join('\n', network.Struck));
        AssertWhole(acknowledged, runs);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Push_RequestsFailByChance_EndsWhole(int seed)
    {
        var random = new Random(seed);
        var kinds = Enum.GetValues<NetworkFault>();
        var gate = new Lock();
        using var vault = Connect(inner => new FaultyNetwork(inner, key =>
        {
            lock (gate)
            {
                var fault = kinds[random.Next(kinds.Length)];
                // Stalls take their time: one in ten.
                if (fault is NetworkFault.StallBefore or NetworkFault.StallAfter && random.Next(10) > 0) return null;
                return Suffers(key, fault) && random.Next(3) > 0 ? fault : null;
            }
        }));
        var (runs, acknowledged) = PushUntilDone(vault);
        AssertWhole(acknowledged, runs);
    }

    /// <summary>Cut at a place that chance chooses, in either direction, within TLS: the connection is gone, whatever was in it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Push_ConnectionsCutAnywhere_EndsWhole(int seed)
    {
        using var line = new BreakingLine(host.Address.Port, seed, BrokenWay.Cut, broken: 12, most: 700_000);
        using var vault = host.Connect(options: Options, address: new UriBuilder(host.Address) { Port = line.Port }.Uri);
        var (runs, acknowledged) = PushUntilDone(vault);
        Assert.InRange(line.Broken, 1, 12);
        AssertWhole(acknowledged, runs);
    }

    [Theory]
    [InlineData(BrokenWay.Stall)]
    [InlineData(BrokenWay.Dribble)]
    public void Push_ConnectionsStandStillOrDribble_EndsWhole(object way)
    {
        using var line = new BreakingLine(host.Address.Port, 7, (BrokenWay)way, broken: 3, most: 400_000);
        using var vault = host.Connect(options: Options, address: new UriBuilder(host.Address) { Port = line.Port }.Uri);
        var (runs, acknowledged) = PushUntilDone(vault);
        Assert.InRange(line.Broken, 1, 3);
        AssertWhole(acknowledged, runs);
    }

    public async ValueTask DisposeAsync()
    {
        scene.Dispose();
        await host.DisposeAsync();
    }

    private RemoteVaultOptions Options => host.Options with
    {
        Retry = new RetryOptions
        {
            Attempts = 20, FirstDelay = TimeSpan.FromMilliseconds(2), LongestDelay = TimeSpan.FromMilliseconds(20), Patience = TimeSpan.FromMilliseconds(500), LeastRate = 1 << 20,
        },
    };

    private static bool IsTriangular(int number)
    {
        var root = (int)Math.Sqrt(2 * number);
        return root * (root + 1) / 2 == number;
    }

    private void UseScene(int count)
    {
        scene.Dispose();
        scene = new PushScene(count);
    }

    // An altered answer within TLS would be a broken TLS: only what has a hash of its own, or cannot be read, is altered.
    private static bool Suffers(string key, NetworkFault fault) => fault != NetworkFault.WrongBody || !key.StartsWith("GET /vault/v1/blobs/", StringComparison.Ordinal) || key.EndsWith("/repository", StringComparison.Ordinal);

    private RemoteVault Connect(Func<HttpMessageHandler, HttpMessageHandler> between) => host.Connect(options: Options with { Between = between });

    private (int Runs, IReadOnlyCollection<string> Acknowledged) PushUntilDone(RemoteVault vault)
    {
        var acknowledged = new AcknowledgedBlobs(vault.Prefix);
        for (var run = 1; ; run++)
        {
            try
            {
                scene.Push(acknowledged);
                return (run, acknowledged.Names);
            }
            catch (StorageException) when (run < 100)
            {
                if (run % 8 == 0) scene.Check(storage, isDone: false);
            }
        }
    }

    private void AssertWhole(IReadOnlyCollection<string> acknowledged, int runs)
    {
        // Who owned the copy in an earlier run is nobody's concern, and removed by the next.
        Assert.Empty(acknowledged.Where(name => !name.StartsWith(BlobNames.Owners, StringComparison.Ordinal)).Except(storage.List("").Select(blob => blob.Name)));
        scene.Check(storage, isDone: true);
        // A run that fails may leave the packs that were on their way; all else is there once.
        using var clean = new PushScene(scene.Count);
        var once = new InMemoryBlobStore();
        clean.Push(once);
        var extra = storage.List(BlobNames.Packs).Sum(blob => blob.Length) - once.List(BlobNames.Packs).Sum(blob => blob.Length);
        Assert.InRange(extra, long.MinValue, runs == 1 ? 8192 : (runs - 1) * 3L * PushScene.PackTarget);
        Assert.Single(storage.List(BlobNames.Points));
        Assert.Single(storage.List(BlobNames.Keys));
    }
}
