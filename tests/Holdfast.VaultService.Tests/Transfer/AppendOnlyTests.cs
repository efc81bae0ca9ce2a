using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Certificates;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Hashing;
using Holdfast.Store;
using Holdfast.Vault.Remote;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>What somebody with a server's certificate, a reader's token, or nothing can try over HTTP at a vault in a folder.</summary>
public sealed class AppendOnlyTests : IDisposable
{
    private static readonly string Pack = "packs/01/01" + new string('5', 62), OtherPack = "packs/02/02" + new string('5', 62);

    private readonly RemotePlace place = new();
    private readonly X509Certificate2 identity;
    private readonly RemoteVault vault;

    public AppendOnlyTests()
    {
        var (certificate, key) = place.Host.Issue(TransferHost.First);
        identity = ServerKey.Join(certificate, key);
        vault = place.Host.Connect();
        vault.Prefix.Create(Pack, [1, 2, 3]);
        using var other = place.Host.Connect(TransferHost.Second);
        other.Prefix.Create(OtherPack, [4, 5, 6]);
    }

    [Fact]
    public void Put_OverABlob_IsRefusedAndKeepsIt()
    {
        Assert.Equal(409, Put($"/vault/v1/blobs/{Pack}").Status);
        AssertUnchanged();
    }

    [Fact]
    public void Delete_OfABlob_IsRefused()
    {
        Assert.Equal(405, Ask($"DELETE /vault/v1/blobs/{Pack} HTTP/1.1\r\n\r\n").Status);
        AssertUnchanged();
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PATCH")]
    public void OtherMethods_OnABlob_AreRefused(string method)
    {
        Assert.Equal(405, Ask($"{method} /vault/v1/blobs/{Pack} HTTP/1.1\r\nContent-Length: 1\r\n\r\nx").Status);
        AssertUnchanged();
    }

    [Theory]
    [InlineData("comp=block&blockid=AAAA")]
    [InlineData("comp=blocklist")]
    [InlineData("comp=appendblock")]
    public void Put_WithBlockOptions_IsRefused(string options)
    {
        Assert.Equal(403, Put($"/vault/v1/blobs/{Pack}?{options}").Status);
        Assert.Equal(403, Put($"/vault/v1/blobs/{OtherPack}?{options}").Status);
        AssertUnchanged();
    }

    public static TheoryData<string> PathsToOthers =>
    [
        $"/vault/v1/blobs/../../{TransferHost.Second}/data/packs/03/x",
        $"/vault/v1/blobs/packs/../../../{TransferHost.Second}/data/packs/03/x",
        $"/vault/v1/blobs/%2e%2e/%2e%2e/{TransferHost.Second}/data/packs/03/x",
        $"/vault/v1/blobs/..%2f..%2f{TransferHost.Second}%2fdata%2fpacks%2f03%2fx",
        $"/vault/v1/blobs/%252e%252e/{TransferHost.Second}/data/packs/03/x",
        $"/vault/v1/blobs/..\\..\\{TransferHost.Second}\\data\\packs\\03\\x",
        $"/vault/v1/blobs//servers/{TransferHost.Second}/data/packs/03/x",
        $"/vault/v1/blobs/servers/{TransferHost.Second}/{OtherPack}",
        $"/vault/v1/blobs/servers/{TransferHost.Second}/data/{OtherPack}",
        "/vault/v1/blobs//etc/passwd",
        "/vault/v1/blobs/../../../../../../etc/passwd",
        $"https://HOST/vault/v1/blobs/../../{TransferHost.Second}/data/packs/03/x",
        "/vault/v1/blobs/..",
        "/vault/v1/blobs/.tmp/x",
    ];

    [Theory]
    [MemberData(nameof(PathsToOthers))]
    public void Put_ToAnotherServersPrefix_IsRefused(string target)
    {
        Assert.Equal(403, Put(target).Status);
        AssertUnchanged();
    }

    [Theory]
    [MemberData(nameof(PathsToOthers))]
    public void Get_OfAnotherServersPrefix_IsRefusedWithoutAHint(string target)
    {
        var answer = Ask($"GET {target} HTTP/1.1\r\n\r\n");
        Assert.Equal(403, answer.Status);
        Assert.DoesNotContain("\u0004\u0005\u0006", answer.Text);
    }

    [Theory]
    [InlineData("?server=" + TransferHost.Second)]
    [InlineData("?prefix=../" + TransferHost.Second + "/")]
    [InlineData("?prefix=..%2f" + TransferHost.Second + "%2f")]
    [InlineData("?prefix=/")]
    [InlineData("?after=../x")]
    public void List_OfAnotherServersPrefix_IsRefused(string query)
    {
        var answer = Ask($"GET /vault/v1/blobs{query} HTTP/1.1\r\n\r\n");
        Assert.Equal(403, answer.Status);
        Assert.DoesNotContain(OtherPack, answer.Text);
    }

    [Fact]
    public void List_OfOwnPrefix_ShowsOwnBlobsOnly()
    {
        var answer = Ask("GET /vault/v1/blobs HTTP/1.1\r\n\r\n");
        Assert.Equal(200, answer.Status);
        Assert.Contains(Pack, answer.Text);
        Assert.DoesNotContain(OtherPack, answer.Text);
    }

    [Fact]
    public void Reader_ThatWrites_IsRefused()
    {
        foreach (var path in new[] { OtherPack, $"servers/{TransferHost.First}/{OtherPack}" })
            Assert.Equal(403, RawAnswer.Ask(place.Host.Address, null, $"PUT /vault/v1/blobs/{path} HTTP/1.1\r\n{Bearer}{Body}").Status);
        Assert.Equal(405, RawAnswer.Ask(place.Host.Address, null, $"DELETE /vault/v1/blobs/servers/{TransferHost.First}/{Pack} HTTP/1.1\r\n{Bearer}\r\n").Status);
        Assert.Equal(403, RawAnswer.Ask(place.Host.Address, null, $"POST /vault/v1/retirements HTTP/1.1\r\n{Bearer}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}").Status);
        Assert.Equal(200, RawAnswer.Ask(place.Host.Address, null, $"GET /vault/v1/blobs/servers/{TransferHost.First}/{Pack} HTTP/1.1\r\n{Bearer}\r\n").Status);
        AssertUnchanged();
    }

    [Fact]
    public void AnyRequest_WithoutCertificate_IsRefused()
    {
        foreach (var request in new[] { $"GET /vault/v1/blobs/{Pack} HTTP/1.1\r\n\r\n", "GET /vault/v1/blobs HTTP/1.1\r\n\r\n", $"PUT /vault/v1/blobs/{OtherPack} HTTP/1.1\r\n{Body}" })
            Assert.Equal(401, RawAnswer.Ask(place.Host.Address, null, request).Status);
        AssertUnchanged();
    }

    [Fact]
    public void Connection_WithCertificateOfAnotherAuthority_IsRefused()
    {
        using var foreign = PrivateAuthority.Create("Other", place.Turned);
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=x", key, System.Security.Cryptography.HashAlgorithmName.SHA256).CreateSigningRequest();
        using var issued = foreign.IssueForCaller(request, $"urn:holdfast:vault:{TransferHost.VaultId}:{TransferHost.First}", "x", TimeSpan.FromDays(1));
        using var joined = CertificateRules.WithKey(issued, key);
        var failure = Assert.ThrowsAny<Exception>(() => RawAnswer.Ask(place.Host.Address, joined, $"GET /vault/v1/blobs/{Pack} HTTP/1.1\r\n\r\n"));
        Assert.True(failure is IOException or AuthenticationException or IndexOutOfRangeException, failure.ToString());
    }

    [Fact]
    public void AnyRequest_WithAnotherServersCertificate_SeesItsOwnOnly()
    {
        using var other = place.Host.Connect(TransferHost.Second);
        Assert.Equal(StorageFault.NotFound, Assert.Throws<StorageException>(() => other.Prefix.GetLength(Pack)).Fault);
        Assert.Equal([OtherPack], other.Prefix.List("").Select(blob => blob.Name));
    }

    [Fact]
    public void AnyRequest_OfRevokedServer_IsRefusedOnOpenConnections()
    {
        Assert.Equal(3, vault.Prefix.GetLength(Pack));
        place.Host.Callers.Revoked.Add(TransferHost.First);
        var refusal = Assert.Throws<StorageException>(() => vault.Prefix.Create(OtherPack, [1]));
        Assert.Equal((StorageFault.Forbidden, ErrorCode.VaultCertificateRefused), (refusal.Fault, Assert.IsType<HoldfastException>(refusal.InnerException).Code));
        Assert.Equal(StorageFault.Forbidden, Assert.Throws<StorageException>(() => vault.Prefix.List("")).Fault);
        AssertUnchanged();
    }

    [Theory]
    [InlineData("Content-Length: 1\r\nX-Holdfast-Blake3: 00000000000000000000000000000000000000000000000000000000000000ff\r\n\r\nx", 422)]
    [InlineData("Content-Length: 1\r\n\r\nx", 413)]
    [InlineData("Content-Length: 1\r\nX-Holdfast-Blake3: zz\r\n\r\nx", 413)]
    [InlineData("Transfer-Encoding: chunked\r\nX-Holdfast-Blake3: 00000000000000000000000000000000000000000000000000000000000000ff\r\n\r\n1\r\nx\r\n0\r\n\r\n", 413)]
    [InlineData("Content-Length: 99999999999\r\nX-Holdfast-Blake3: 00000000000000000000000000000000000000000000000000000000000000ff\r\n\r\n", 413)]
    public void Put_NotAsDeclared_LeavesNothing(string rest, int status)
    {
        Assert.Equal(status, Ask($"PUT /vault/v1/blobs/{OtherPack} HTTP/1.1\r\n{rest}").Status);
        AssertUnchanged();
    }

    public void Dispose()
    {
        vault.Dispose();
        identity.Dispose();
        place.Dispose();
    }

    private static string Bearer => $"Authorization: Bearer {TestCallers.Token}\r\n";

    private static string Body
    {
        get
        {
            Span<byte> hash = stackalloc byte[Blake3.Size];
            Blake3.Hash("x"u8, hash);
            return $"Content-Length: 1\r\nX-Holdfast-Blake3: {Convert.ToHexStringLower(hash)}\r\n\r\nx";
        }
    }

    private RawAnswer Ask(string request) => RawAnswer.Ask(place.Host.Address, identity, request.Replace("HOST", place.Host.Address.Authority, StringComparison.Ordinal));

    private RawAnswer Put(string target) => Ask($"PUT {target} HTTP/1.1\r\n{Body}");

    /// <summary>In the folder itself lies what both servers put, and nothing else.</summary>
    private void AssertUnchanged()
    {
        var files = Directory.EnumerateFiles(place.Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(place.Folder, file)).Order(StringComparer.Ordinal);
        Assert.Equal([$"servers/{TransferHost.First}/data/{Pack}", $"servers/{TransferHost.Second}/data/{OtherPack}"], files);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Path.Combine(place.Folder, $"servers/{TransferHost.First}/data/{Pack}")));
        Assert.Equal([4, 5, 6], File.ReadAllBytes(Path.Combine(place.Folder, $"servers/{TransferHost.Second}/data/{OtherPack}")));
    }
}
