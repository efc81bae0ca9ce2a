using System.Security.Cryptography;
using Holdfast.Store;
using Holdfast.Testing.Azure;
using Holdfast.Vault.Azure;

namespace Holdfast.Vault.Tests.Azure;

public sealed class GrantClientTests : AzureTest
{
    private static readonly byte[] Content = [1, 2, 3, 4, 5];

    private readonly GrantClient client;
    private readonly AzureGrants grants;

    public GrantClientTests(AzuriteServer azurite)
        : base(azurite)
    {
        client = Keep(new GrantClient(Network()));
        grants = Account.OpenGrants(Place);
    }

    [Fact]
    public void PutAndRead_ByGrants_RoundTripInTheTierGiven()
    {
        Assert.Equal(new GrantResult(GrantOutcome.Done, false), Put(ToCreate("packs/a"), Content));
        var read = new byte[3];
        Assert.Equal(GrantOutcome.Done, client.ReadByGrant(ToRead("packs/a"), 1, read));
        Assert.Equal([2, 3, 4], read);
        Assert.Equal(GrantOutcome.Done, client.DescribeByGrant(ToRead("packs/a"), out var length, out var md5));
        Assert.Equal(5, length);
        Assert.Equal(MD5.HashData(Content), md5);
    }

    [Fact]
    public void Put_OfNameThatIsTaken_SaysSoAndKeepsWhatIsThere()
    {
        Put(ToCreate("packs/a"), Content);
        Assert.Equal(new GrantResult(GrantOutcome.Taken, false), Put(ToCreate("packs/a"), [9]));
        Assert.Equal(Content, ReadAll(Account.OpenStore(Place), "packs/a"));
        var transfer = new GrantedTransfer(client, new FixedGrants(ToCreate, ToRead));
        AssertFault(StorageFault.AlreadyExists, () => transfer.Create("packs/a", new MemoryStream(Content), MD5.HashData(Content), AzureTier.Hot));
    }

    [Fact]
    public void Put_WithMd5OfOtherBytes_IsRefusedAndNothingIsThere()
    {
        AssertFault(StorageFault.Unavailable, () => client.PutByGrant(ToCreate("packs/a"), new MemoryStream(Content), MD5.HashData([0]), AzureTier.Hot));
        Assert.Empty(Account.OpenStore(Place).List(""));
    }

    [Fact]
    public void AnyCall_ByGrantThatIsOver_IsExpired()
    {
        Put(ToCreate("packs/a"), Content);
        var old = Open(Network(clock: new SkippingClock())).OpenGrants(Place);
        Assert.Equal(GrantOutcome.Expired, Put(old.ToCreate("packs/b", TimeSpan.FromMinutes(5)), Content).Outcome);
        Assert.Equal(GrantOutcome.Expired, client.ReadByGrant(old.ToRead("packs/a", TimeSpan.FromMinutes(5)), 0, new byte[1]));
        Assert.Equal(GrantOutcome.Expired, client.DescribeByGrant(old.ToRead("packs/a", TimeSpan.FromMinutes(5)), out _, out _));
        Assert.Equal(["packs/a"], Account.OpenStore(Place).List("").Select(blob => blob.Name));
    }

    [Fact]
    public void AnyCall_ByForgedGrant_IsForbiddenAndShowsNoSignature()
    {
        Put(ToCreate("packs/a"), Content);
        var good = ToCreate("packs/b");
        var forged = new Uri(good.AbsoluteUri.Replace("packs/b", "packs/c", StringComparison.Ordinal));
        var signature = System.Web.HttpUtility.ParseQueryString(good.Query)["sig"]!;
        var errors = new[]
        {
            AssertFault(StorageFault.Forbidden, () => Put(forged, Content)), AssertFault(StorageFault.Forbidden, () => client.ReadByGrant(forged, 0, new byte[1])),
            AssertFault(StorageFault.Forbidden, () => client.ReadByGrant(good, 0, new byte[1])),
        };
        Assert.All(errors, error => Assert.DoesNotContain(signature, error.ToString(), StringComparison.Ordinal));
        Assert.All(errors, error => Assert.DoesNotContain("sig=", error.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ByGrant_TellsMissingFromCut()
    {
        Put(ToCreate("packs/a"), Content);
        AssertFault(StorageFault.NotFound, () => client.ReadByGrant(ToRead("packs/b"), 0, new byte[1]));
        AssertFault(StorageFault.Damaged, () => client.ReadByGrant(ToRead("packs/a"), 4, new byte[2]));
        AssertFault(StorageFault.Damaged, () => client.ReadByGrant(ToRead("packs/a"), 50, new byte[2]));
    }

    [Theory]
    [InlineData("http://one.blob.example.org/vault/packs/a?sig=abc")]
    [InlineData("ftp://127.0.0.1/vault/packs/a?sig=abc")]
    public void AnyCall_ToAddressThatIsNotSafe_SendsNothing(string address)
    {
        var wire = new FakeTransport((_, _) => FakeResponse.Created());
        using var careful = new GrantClient(Network(wire));
        AssertFault(StorageFault.Forbidden, () => careful.PutByGrant(new Uri(address), new MemoryStream(Content), MD5.HashData(Content), AzureTier.Hot));
        AssertFault(StorageFault.Forbidden, () => careful.ReadByGrant(new Uri(address), 0, new byte[1]));
        Assert.Empty(wire.Sent);
    }

    [Fact]
    public void Create_WithoutTheRightAndWithoutTheBlob_IsForbiddenAndNotCalledTaken()
    {
        var wire = new FakeTransport((request, _) => request.Method.Method == "PUT" ? new FakeResponse(403, "AuthorizationPermissionMismatch") : new FakeResponse(404, "BlobNotFound"));
        using var refused = new GrantClient(Network(wire));
        var transfer = new GrantedTransfer(refused, new FixedGrants(ToCreate, ToRead));
        AssertFault(StorageFault.Forbidden, () => transfer.Create("packs/a", new MemoryStream(Content), MD5.HashData(Content), AzureTier.Hot));
    }

    [Fact]
    public void Create_BySeveralThreadsAtOnce_LosesNone()
    {
        var transfer = new GrantedTransfer(client, new FixedGrants(ToCreate, ToRead));
        Parallel.For(0, 32, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var content = Bytes(50_000 + i, i);
            transfer.Create($"packs/{i}", new MemoryStream(content), MD5.HashData(content), AzureTier.Cold);
        });
        var store = Account.OpenStore(Place);
        for (var i = 0; i < 32; i++) Assert.Equal(Bytes(50_000 + i, i), ReadAll(store, $"packs/{i}"));
    }

    private GrantResult Put(Uri grant, byte[] content) => client.PutByGrant(grant, new MemoryStream(content), MD5.HashData(content), AzureTier.Cool);

    private Uri ToCreate(string name) => grants.ToCreate(name, TimeSpan.FromMinutes(5));

    private Uri ToRead(string name) => grants.ToRead(name, TimeSpan.FromMinutes(5));

    private sealed class FixedGrants(Func<string, Uri> create, Func<string, Uri> read) : IGrantSource
    {
        public Uri ToCreate(string name) => create(name);

        public Uri ToRead(string name, bool renew) => read(name);
    }
}
