using System.Net;
using System.Net.Sockets;
using Holdfast.Store;
using Holdfast.Testing.Keys;
using Holdfast.Vault.Azure;

namespace Holdfast.Vault.Tests.Azure;

/// <summary>How long is waited, and when it is enough, by a clock that jumps.</summary>
public sealed class RetryTests : IDisposable
{
    private readonly SkippingClock clock = new();
    private readonly string file = Path.GetTempFileName();
    private readonly List<AzureAccount> accounts = [];

    public void Dispose()
    {
        foreach (var account in accounts) account.Dispose();
        File.Delete(file);
    }

    [Fact]
    public void Create_ThatFailsForNow_WaitsTwiceAsLongEachTimeCutByAtMostHalf()
    {
        var wire = new FakeTransport((_, number) => number < 5 ? new FakeResponse(503, "ServerBusy") : FakeResponse.Created());
        Store(wire).Create("a", [1]);
        Assert.Equal(6, wire.Sent.Count);
        Assert.Equal(5, clock.Waits.Count);
        for (var i = 0; i < 5; i++) Assert.InRange(clock.Waits[i].TotalSeconds, 0.25 * Math.Pow(2, i), 0.5 * Math.Pow(2, i));
    }

    [Fact]
    public void Waits_OfOneSeed_AreTheSame()
    {
        var wire = new FakeTransport((_, _) => new FakeResponse(500, "InternalError"));
        Assert.Throws<StorageException>(() => Store(wire, seed: 7).Create("a", [1]));
        var first = clock.Waits.ToArray();
        Assert.Throws<StorageException>(() => Store(wire, seed: 7).Create("a", [1]));
        Assert.Equal(first, clock.Waits.Skip(first.Length));
        Assert.Throws<StorageException>(() => Store(wire, seed: 8).Create("a", [1]));
        Assert.NotEqual(first, clock.Waits.Skip(2 * first.Length));
    }

    [Theory]
    [InlineData(429, "TooManyRequests")]
    [InlineData(503, "ServerBusy")]
    public void RetryAfter_InSeconds_IsWaitedFor(int status, string code)
    {
        var wire = new FakeTransport((_, number) => number == 0 ? new FakeResponse(status, code).With("Retry-After", "17") : FakeResponse.Created());
        Store(wire).Create("a", [1]);
        Assert.Equal([TimeSpan.FromSeconds(17)], clock.Waits);
    }

    [Fact]
    public void RetryAfter_AsDate_IsWaitedFor()
    {
        var wire = new FakeTransport((_, number) => number == 0 ? new FakeResponse(503, "ServerBusy").With("Retry-After", "Thu, 01 Jan 2026 00:01:00 GMT") : FakeResponse.Created());
        Store(wire).Create("a", [1]);
        Assert.Equal([TimeSpan.FromMinutes(1)], clock.Waits);
    }

    [Fact]
    public void RetryAfter_BeyondTheTotal_IsGivenUpAtOnce()
    {
        var wire = new FakeTransport((_, _) => new FakeResponse(503, "ServerBusy").With("Retry-After", "3600"));
        var error = Assert.Throws<StorageException>(() => Store(wire).Create("a", [1]));
        Assert.Equal((StorageFault.Unavailable, true), (error.Fault, error.IsTransient));
        Assert.Empty(clock.Waits);
        Assert.Single(wire.Sent);
    }

    [Fact]
    public void Retries_All_EndWithinTheirTotal()
    {
        var wire = new FakeTransport((_, _) => new FakeResponse(500, "InternalError"));
        Assert.Throws<StorageException>(() => Store(wire, retries: RetrySchedule.Default with { Attempts = 1000 }).List(""));
        Assert.InRange(clock.Waits.Sum(wait => wait.TotalSeconds), 240, 300);
        Assert.True(clock.Waits.Max() <= TimeSpan.FromSeconds(30));
        Assert.Equal(RetrySchedule.Default.Attempts, Attempts());
    }

    [Theory]
    [InlineData(400, "InvalidHeaderValue", StorageFault.WriteFailed)]
    [InlineData(401, "NoAuthenticationInformation", StorageFault.Forbidden)]
    [InlineData(403, "AuthenticationFailed", StorageFault.Forbidden)]
    [InlineData(404, "ContainerNotFound", StorageFault.DiskMissing)]
    [InlineData(409, "BlobAlreadyExists", StorageFault.AlreadyExists)]
    [InlineData(409, "BlobImmutableDueToPolicy", StorageFault.Forbidden)]
    [InlineData(409, "SnapshotOperationRateExceeded", StorageFault.WriteFailed)]
    [InlineData(412, "ConditionNotMet", StorageFault.AlreadyExists)]
    [InlineData(413, "RequestBodyTooLarge", StorageFault.WriteFailed)]
    public void Create_RefusedForGood_IsNotTriedAgain(int status, string code, StorageFault expected)
    {
        var wire = new FakeTransport((_, _) => new FakeResponse(status, code));
        Assert.Equal(expected, Assert.Throws<StorageException>(() => Store(wire).Create("a", [1])).Fault);
        Assert.Single(wire.Sent);
    }

    [Fact]
    public void Delete_WithAnswerLost_WasByUs()
    {
        var wire = new FakeTransport((_, number) => number == 0 ? new FakeResponse(500, "InternalError") : new FakeResponse(404, "BlobNotFound"));
        Assert.True(Store(wire).Delete("a"));
        Assert.False(Store(new FakeTransport((_, _) => new FakeResponse(404, "BlobNotFound"))).Delete("a"));
    }

    [Fact]
    public void Create_TowardsAServiceThatNeverAnswers_IsGivenUp()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        File.WriteAllText(file, $"AccountName=one;AccountKey={Convert.ToBase64String(new byte[64])};BlobEndpoint=http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/one");
        var network = new AzureNetwork(TimeProvider.System, new SeededRandomness(1))
        {
            AnswerWithin = TimeSpan.FromMilliseconds(200), Retries = new RetrySchedule(2, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1)),
        };
        var error = Assert.Throws<StorageException>(() => Open(network).Create("a", [1]));
        Assert.Equal(StorageFault.Unavailable, error.Fault);
        Assert.Contains("no answer in time", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WithNobodyListening_IsUnavailable()
    {
        using (var gone = new TcpListener(IPAddress.Loopback, 0))
        {
            gone.Start();
            File.WriteAllText(file, $"AccountName=one;AccountKey={Convert.ToBase64String(new byte[64])};BlobEndpoint=http://127.0.0.1:{((IPEndPoint)gone.LocalEndpoint).Port}/one");
        }
        Assert.Equal(StorageFault.Unavailable, Assert.Throws<StorageException>(() => Open(new AzureNetwork(clock, new SeededRandomness(1))).Create("a", [1])).Fault);
        Assert.Equal(RetrySchedule.Default.Attempts - 1, clock.Waits.Count);
    }

    [Fact]
    public void Patience_ForAPack_IsAsLongAsASlowLineTakes() =>
        Assert.Equal(TimeSpan.FromSeconds(60 + 512), new AzureNetwork(clock, new SeededRandomness(1)).Patience(32 << 20));

    private int Attempts()
    {
        var wire = new FakeTransport((_, _) => new FakeResponse(500, "InternalError"));
        Assert.Throws<StorageException>(() => Store(wire).List(""));
        return wire.Sent.Count;
    }

    private AzureBlobStore Store(FakeTransport wire, int seed = 1, RetrySchedule? retries = null)
    {
        File.WriteAllText(file, $"AccountName=one;AccountKey={Convert.ToBase64String(new byte[64])};BlobEndpoint=https://one.blob.example.org");
        return Open(new AzureNetwork(clock, new SeededRandomness(seed)) { Transport = wire, Retries = retries ?? RetrySchedule.Default });
    }

    private AzureBlobStore Open(AzureNetwork network)
    {
        accounts.Add(AzureAccount.Open(new AzureSignIn { Method = AzureSignInMethod.ConnectionString, ConnectionStringFile = file }, network));
        return accounts[^1].OpenStore(new AzurePlace("vault"));
    }
}
