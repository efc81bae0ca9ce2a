using System.Security.Cryptography;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.Testing.Azure;
using Holdfast.Vault.Azure;

namespace Holdfast.Vault.Tests.Azure;

/// <summary>What is acknowledged is there; what is listed is whole; whatever the network does.</summary>
public sealed class ChaosTests : AzureTest
{
    private readonly ChaosTransport wire;
    private readonly AzureBlobStore store;
    private readonly AzureBlobStore truth;

    public ChaosTests(AzuriteServer azurite)
        : base(azurite)
    {
        wire = Keep(new ChaosTransport());
        store = Open(Network(wire)).OpenStore(Place);
        truth = Account.OpenStore(Place);
    }

    public static TheoryData<ChaosFault> Transient =>
        [ChaosFault.BreakBefore, ChaosFault.BreakAfter, ChaosFault.ErrorBefore, ChaosFault.ErrorAfter, ChaosFault.CutBody, ChaosFault.WrongBody, ChaosFault.TooMany, ChaosFault.Busy];

    [Theory]
    [MemberData(nameof(Transient))]
    public void Push_EveryRequestFailingOnce_IsCompleteAndExact(ChaosFault fault)
    {
        for (var i = 0; i < 4; i++)
        {
            wire.Next(fault);
            store.Create($"packs/{i}", Bytes(300_000 + i, i));
        }
        Assert.Equal(4, wire.Hits(fault));
        Assert.Equal(Enumerable.Range(0, 4).Select(i => new BlobInfo($"packs/{i}", 300_000 + i)), truth.List(""));
        for (var i = 0; i < 4; i++) Assert.Equal(Bytes(300_000 + i, i), ReadAll(truth, $"packs/{i}"));
    }

    [Theory]
    [MemberData(nameof(Transient))]
    public void PushByGrant_EveryRequestFailingOnce_IsCompleteAndExact(ChaosFault fault)
    {
        using var client = new GrantClient(Network(wire));
        var transfer = new GrantedTransfer(client, new TestGrants(Account.OpenGrants(Place)));
        for (var i = 0; i < 4; i++)
        {
            wire.Next(fault);
            var content = Bytes(300_000 + i, i);
            transfer.Create($"packs/{i}", new MemoryStream(content), MD5.HashData(content), AzureTier.Cool);
            var read = new byte[content.Length];
            if (fault != ChaosFault.WrongBody) wire.Next(fault);
            transfer.Read($"packs/{i}", 0, read);
            Assert.Equal(content, read);
        }
        Assert.Equal(fault == ChaosFault.WrongBody ? 4 : 8, wire.Hits(fault));
        Assert.Equal(Enumerable.Range(0, 4).Select(i => new BlobInfo($"packs/{i}", 300_000 + i)), truth.List(""));
    }

    [Theory]
    [MemberData(nameof(Transient))]
    public void ReadListDelete_EveryRequestFailingOnce_AnswerAsIfNothingWas(ChaosFault fault)
    {
        truth.Create("packs/a", Bytes(200_000));
        truth.Create("packs/b", Bytes(10));
        var part = new byte[100_000];
        wire.Next(fault);
        store.Read("packs/a", 50_000, part);
        Assert.Equal(Bytes(200_000)[50_000..150_000], part);
        wire.Next(fault);
        Assert.Equal(["packs/a", "packs/b"], store.List("packs/").Select(blob => blob.Name));
        wire.Next(fault);
        Assert.Equal(200_000, store.GetLength("packs/a"));
        wire.Next(fault);
        Assert.True(store.Delete("packs/b"));
        Assert.Equal(["packs/a"], truth.List("").Select(blob => blob.Name));
        Assert.Equal(4, wire.Hits(fault));
    }

    [Fact]
    public void Create_WithAnswerLostAndNameOfAnotherWriter_IsAlreadyThere()
    {
        truth.Create("packs/a", [1, 2, 3]);
        wire.Next(ChaosFault.BreakBefore);
        AssertFault(StorageFault.AlreadyExists, () => store.Create("packs/a", [1, 2, 4]));
        AssertFault(StorageFault.AlreadyExists, () => store.Create("packs/a", [1, 2, 3])); // the same bytes, and no answer was lost
        wire.Next(ChaosFault.ErrorBefore);
        AssertFault(StorageFault.AlreadyExists, () => store.Create("packs/a", [1, 2, 3, 4]));
        Assert.Equal([1, 2, 3], ReadAll(truth, "packs/a"));
    }

    [Fact]
    public void Create_WithEveryAnswerLost_IsUnavailableAndWholeOrNotThere()
    {
        wire.Next([.. Enumerable.Repeat(ChaosFault.BreakAfter, 100)]);
        Assert.True(AssertFault(StorageFault.Unavailable, () => store.Create("packs/a", Bytes(1000))).IsTransient);
        Assert.Equal(Bytes(1000), ReadAll(truth, "packs/a"));
    }

    [Fact]
    public void List_ThatFailsInTheMiddle_IsNeverShorter()
    {
        for (var i = 0; i < 20; i++) truth.Create($"points/{i:D2}", [1]);
        var paged = Open(Network(wire) with { ListingPage = 6 }).OpenStore(Place);
        wire.Next([ChaosFault.None, ChaosFault.None, .. Enumerable.Repeat(ChaosFault.Busy, 100)]);
        AssertFault(StorageFault.ListingFailed, () => paged.List(""));
        Assert.True(wire.Hits(ChaosFault.Busy) > 1);
    }

    [Fact]
    public void Read_ThatDribbles_IsGivenUp()
    {
        truth.Create("packs/a", Bytes(5000));
        var clock = new SkippingClock();
        wire.BeforeByte = () => clock.Advance(TimeSpan.FromSeconds(1));
        var slow = Open(Network(wire, clock) with { AnswerWithin = TimeSpan.FromSeconds(20) }).OpenStore(Place);
        wire.Next([.. Enumerable.Repeat(ChaosFault.Dribble, 100)]);
        AssertFault(StorageFault.Unavailable, () => slow.Read("packs/a", 0, new byte[5000]));
        Assert.InRange(wire.Hits(ChaosFault.Dribble), 2, 6);
    }

    [Fact]
    public void PutByGrant_RefusedForAge_AsksForANewGrantAndRepeats()
    {
        using var client = new GrantClient(Network(wire));
        var grants = new TestGrants(Account.OpenGrants(Place));
        var transfer = new GrantedTransfer(client, grants);
        wire.Next(ChaosFault.ExpiredGrant, ChaosFault.BreakAfter, ChaosFault.ExpiredGrant);
        transfer.Create("packs/a", new MemoryStream([1, 2]), MD5.HashData([1, 2]), AzureTier.Hot);
        Assert.Equal([1, 2], ReadAll(truth, "packs/a"));
        Assert.Equal(3, grants.Created);
        wire.Next(ChaosFault.ExpiredGrant);
        var read = new byte[2];
        transfer.Read("packs/a", 0, read);
        Assert.Equal([1, 2], read);
        wire.Next([.. Enumerable.Repeat(ChaosFault.ExpiredGrant, 100)]);
        Assert.Contains("clocks", AssertFault(StorageFault.Unavailable, () => transfer.Read("packs/a", 0, read)).Message, StringComparison.Ordinal);
    }

    /// <summary>The service hangs with a request taken in, which it may do or drop when it goes on.</summary>
    [Fact]
    public void Create_TowardsAServiceThatHangs_IsThereWhenItGoesOn()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A process cannot be halted by a signal here.");
        using var azurite = new AzuriteServer();
        var clock = new SkippingClock { AtWait = () => Signal(azurite, "-CONT") };
        var patient = Network(clock: clock) with { AnswerWithin = TimeSpan.FromMilliseconds(500) };
        using var account = AzureAccount.Open(new AzureSignIn { Method = AzureSignInMethod.ConnectionString, ConnectionStringFile = azurite.ConnectionStringFile },
            patient with { AnswerWithin = TimeSpan.FromSeconds(30) });
        account.EnsureContainer(Place.Container);
        using var hurried = AzureAccount.Open(new AzureSignIn { Method = AzureSignInMethod.ConnectionString, ConnectionStringFile = azurite.ConnectionStringFile },
            patient with { Retries = patient.Retries with { Attempts = 30 } });
        Signal(azurite, "-STOP");
        hurried.OpenStore(Place).Create("packs/a", Bytes(10_000));
        Assert.NotEmpty(clock.Waits);
        Assert.Equal(Bytes(10_000), ReadAll(account.OpenStore(Place), "packs/a"));
        Assert.Single(account.OpenStore(Place).List(""));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Push_OverBadNetworkOfSeed_LosesNothingAcknowledgedAndListsNothingPartial(int seed)
    {
        var bad = Keep(new ChaosTransport(seed) { Rate = 0.45 });
        var network = Network(bad) with { Retries = new RetrySchedule(4, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2), TimeSpan.FromMinutes(1)) };
        var pushed = Open(network).OpenStore(Place);
        var acknowledged = new List<int>();
        for (var i = 0; i < 60; i++)
        {
            try
            {
                pushed.Create($"packs/{i:D2}", Bytes(2000 + i, i));
                acknowledged.Add(i);
            }
            catch (StorageException error)
            {
                Assert.True(error.IsTransient, error.Message);
            }
        }
        var listed = truth.List("");
        Assert.Subset(listed.Select(blob => blob.Name).ToHashSet(), acknowledged.Select(i => $"packs/{i:D2}").ToHashSet());
        Assert.All(listed, blob => Assert.Equal(Bytes(2000 + Number(blob), Number(blob)), ReadAll(truth, blob.Name)));
        Assert.InRange(acknowledged.Count, 30, 60);
        Assert.All(Transient, fault => Assert.True(bad.Hits(fault) > 0, $"{fault} never struck"));
    }

    private static void Signal(AzuriteServer azurite, string signal)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [signal, $"{azurite.ProcessId}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private static int Number(BlobInfo blob) => int.Parse(blob.Name.AsSpan("packs/".Length), System.Globalization.CultureInfo.InvariantCulture);

    private sealed class TestGrants(AzureGrants grants) : IGrantSource
    {
        public int Created { get; private set; }

        public Uri ToCreate(string name)
        {
            Created++;
            return grants.ToCreate(name, TimeSpan.FromMinutes(10));
        }

        public Uri ToRead(string name, bool renew) => grants.ToRead(name, TimeSpan.FromMinutes(10));
    }
}
