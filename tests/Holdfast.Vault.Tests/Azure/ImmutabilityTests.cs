using Holdfast.Store;
using Holdfast.Testing.Keys;
using Holdfast.Vault.Azure;

namespace Holdfast.Vault.Tests.Azure;

/// <summary>Locks, which the emulator does not have: what is sent, and what a refusal becomes.</summary>
public sealed class ImmutabilityTests : IDisposable
{
    private readonly SkippingClock clock = new();
    private readonly string file = Path.GetTempFileName();
    private AzureAccount? account;

    public void Dispose()
    {
        account?.Dispose();
        File.Delete(file);
    }

    [Fact]
    public void Create_WithLock_SendsALockedPolicyWithItsEnd()
    {
        var wire = new FakeTransport((_, _) => FakeResponse.Created());
        Store(wire, TimeSpan.FromDays(30)).Create("packs/aa/aa01", [1, 2, 3]);
        var request = Assert.Single(wire.Sent);
        Assert.Equal(["Sat, 31 Jan 2026 00:00:00 GMT", "Locked", "*"],
            [request["x-ms-immutability-policy-until-date"], request["x-ms-immutability-policy-mode"]!.ToLowerInvariant() == "locked" ? "Locked" : "", request["If-None-Match"]]);
    }

    [Fact]
    public void Create_WithoutLock_SendsNoPolicy()
    {
        var wire = new FakeTransport((_, _) => FakeResponse.Created());
        Store(wire).Create("packs/aa/aa01", [1, 2, 3]);
        Assert.Null(Assert.Single(wire.Sent)["x-ms-immutability-policy-until-date"]);
    }

    [Fact]
    public void Lock_OfBlob_SendsALockedPolicy()
    {
        var wire = new FakeTransport((_, _) => new FakeResponse(200).With("x-ms-immutability-policy-until-date", "Sun, 01 Mar 2026 00:00:00 GMT").With("x-ms-immutability-policy-mode", "locked"));
        Store(wire).Lock("packs/aa/aa01", new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        var request = Assert.Single(wire.Sent);
        Assert.Equal("?comp=immutabilityPolicies", request.Uri.Query, ignoreCase: true);
        Assert.Equal("Sun, 01 Mar 2026 00:00:00 GMT", request["x-ms-immutability-policy-until-date"]);
        Assert.Equal("locked", request["x-ms-immutability-policy-mode"], ignoreCase: true);
    }

    [Theory]
    [InlineData("BlobImmutableDueToPolicy")]
    [InlineData("BlobImmutableDueToLegalHold")]
    public void Delete_OfLockedBlob_IsForbiddenAndNotTriedAgain(string code)
    {
        var wire = new FakeTransport((_, _) => new FakeResponse(409, code));
        var error = Assert.Throws<StorageException>(() => Store(wire).Delete("packs/aa/aa01"));
        Assert.Equal((StorageFault.Forbidden, false), (error.Fault, error.IsTransient));
        Assert.Contains(code, error.Message, StringComparison.Ordinal);
        Assert.Single(wire.Sent);
        Assert.Equal(StorageFault.Forbidden, Assert.Throws<StorageException>(() => Store(wire).Lock("packs/aa/aa01", clock.GetUtcNow())).Fault);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void CanLock_OfContainer_IsWhatItSays(string header, bool expected)
    {
        var wire = new FakeTransport((_, _) => new FakeResponse(200).With("x-ms-immutable-storage-with-versioning-enabled", header)
            .With("ETag", "\"1\"").With("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT"));
        Assert.Equal(expected, Store(wire).CanLock());
    }

    private AzureBlobStore Store(FakeTransport wire, TimeSpan? lockFor = null)
    {
        File.WriteAllText(file, $"AccountName=one;AccountKey={Convert.ToBase64String(new byte[64])};BlobEndpoint=https://one.blob.example.org");
        account = AzureAccount.Open(new AzureSignIn { Method = AzureSignInMethod.ConnectionString, ConnectionStringFile = file },
            new AzureNetwork(clock, new SeededRandomness(1)) { Transport = wire });
        return account.OpenStore(new AzurePlace("vault"), AzureTier.Cool, lockFor);
    }
}
