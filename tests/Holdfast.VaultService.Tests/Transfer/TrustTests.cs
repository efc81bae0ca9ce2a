using System.Net;
using Holdfast.Contracts.Errors;
using Holdfast.Store;
using Holdfast.Testing.Blobs;
using Holdfast.Vault.Remote;
using Holdfast.VaultService.Trust;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>Whom a server talks to, and through what.</summary>
public sealed class TrustTests : IAsyncDisposable
{
    private readonly TransferHost host = new(new StoreVaults(new InMemoryBlobStore()));

    [Fact]
    public void Create_ServiceOfAnotherAuthority_IsNotTrustedAndNotTriedAgain()
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-trust-").FullName;
        using (var other = VaultAuthority.Open(folder, TimeProvider.System))
        {
            var (certificate, key) = host.Issue(TransferHost.First);
            using var vault = RemoteVault.Connect(
                new(TransferHost.VaultId, "V", TransferHost.First, "S", host.Address.ToString(), other.Pin, certificate), key, "service",
                host.Options with { Retry = new RetryOptions { FirstDelay = TimeSpan.FromSeconds(20) } });
            AssertFault(StorageFault.Forbidden, ErrorCode.VaultNotTrusted, () => vault.Prefix.Create("x", [1]));
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The name resolves nowhere: what arrives came through the proxy, by its credentials.</summary>
    [Fact]
    public void AnyCall_WithProxy_GoesThroughIt()
    {
        using var proxy = new ConnectProxy("user", "secret", host.Address.Port);
        using var vault = host.Connect(options: host.Options with { Proxy = new WebProxy(proxy.Address) { Credentials = new NetworkCredential("user", "secret") } }, address: Hidden);
        vault.Prefix.Create("a/b", new byte[300_000]);
        Assert.Equal(["a/b"], vault.Prefix.List("").Select(blob => blob.Name));
        Assert.NotEmpty(proxy.Opened);
        Assert.All(proxy.Opened, line => Assert.StartsWith($"CONNECT {Hidden.Authority} ", line));
    }

    [Fact]
    public void AnyCall_WithWrongProxyCredentials_SaysSo()
    {
        using var proxy = new ConnectProxy("user", "secret", host.Address.Port);
        using var vault = host.Connect(options: host.Options with { Proxy = new WebProxy(proxy.Address) { Credentials = new NetworkCredential("user", "wrong") } }, address: Hidden);
        AssertFault(StorageFault.Forbidden, ErrorCode.VaultProxyFailed, () => vault.Prefix.Create("x", [1]));
        Assert.Empty(proxy.Opened);
    }

    /// <summary>A proxy that leads elsewhere: the certificate is the authority's own, but for another name.</summary>
    [Fact]
    public void AnyCall_CertificateForAnotherName_IsNotTrusted()
    {
        using var proxy = new ConnectProxy("user", "secret", host.Address.Port);
        var options = host.Options with { Proxy = new WebProxy(proxy.Address) { Credentials = new NetworkCredential("user", "secret") } };
        using var vault = host.Connect(options: options, address: new Uri("https://elsewhere.holdfast.test:8440"));
        AssertFault(StorageFault.Forbidden, ErrorCode.VaultNotTrusted, () => vault.Prefix.Create("x", [1]));
    }

    [Fact]
    public void AnyCall_NobodyListens_IsUnreachable()
    {
        using var vault = host.Connect(address: new Uri("https://127.0.0.1:1"));
        AssertFault(StorageFault.Unavailable, ErrorCode.ServiceUnreachable, () => vault.Prefix.Create("x", [1]));
        AssertFault(StorageFault.ListingFailed, ErrorCode.ServiceUnreachable, () => vault.Prefix.List(""));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private static Uri Hidden => new($"https://{TransferHost.HiddenName}:8440");

    private static void AssertFault(StorageFault fault, ErrorCode code, Action act)
    {
        var error = Assert.Throws<StorageException>(act);
        Assert.True(error.Fault == fault && error.InnerException is HoldfastException inner && inner.Code == code, error.ToString());
    }
}
