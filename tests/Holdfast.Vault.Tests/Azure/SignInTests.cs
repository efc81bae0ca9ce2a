using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Azure.Core;
using Holdfast.Store;
using Holdfast.Testing.Keys;
using Holdfast.Vault.Azure;

namespace Holdfast.Vault.Tests.Azure;

public sealed class SignInTests : IDisposable
{
    private const string Secret = "planted-s3cret-value", Tenant = "11111111-2222-3333-4444-555555555555", Client = "66666666-7777-8888-9999-000000000000";

    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-sign-in-").FullName;

    public static TheoryData<string, string> Wrong => new()
    {
        { "", "'sign-in' is one of" },
        { "sign-in=password", "'sign-in' is one of" },
        { "sign-in=connection-string", "'connection-string-file' is missing" },
        { "sign-in=managed-identity", "'account' is missing" },
        { "sign-in=managed-identity account=http://one.blob.example.org", "https" },
        { "sign-in=managed-identity account=https://one.blob.example.org/?sig=abc", "without a query" },
        { "sign-in=managed-identity account=one", "is not an address" },
        { "sign-in=managed-identity account=https://one.blob.example.org key=abc", "'key' is not an option" },
        { "sign-in=client-secret account=https://one.blob.example.org tenant=t client=c", "'secret-file' is missing" },
        { "sign-in=client-secret account=https://one.blob.example.org client=c secret-file=f", "'tenant' is missing" },
        { "sign-in=client-certificate account=https://one.blob.example.org tenant=t client=c", "'certificate-file' is missing" },
        { "sign-in=client-secret account=https://one.blob.example.org tenant=t client=c secret-file=f authority=http://login.example.org", "https" },
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void TryParse_OfWrongOptions_SaysWhatIsWrong(string text, string expected)
    {
        Assert.False(AzureSignIn.TryParse(Options(text), out var signIn, out var problem));
        Assert.Null(signIn);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sign-in=connection-string connection-string-file=f", AzureSignInMethod.ConnectionString)]
    [InlineData("sign-in=managed-identity account=https://one.blob.example.org", AzureSignInMethod.ManagedIdentity)]
    [InlineData("sign-in=managed-identity account=https://one.blob.example.org client=c", AzureSignInMethod.ManagedIdentity)]
    [InlineData("sign-in=workload-identity account=https://one.blob.example.org tenant=t client=c token-file=f", AzureSignInMethod.WorkloadIdentity)]
    [InlineData("sign-in=client-secret account=https://one.blob.example.org tenant=t client=c secret-file=f", AzureSignInMethod.ClientSecret)]
    [InlineData("sign-in=client-certificate account=https://one.blob.example.org tenant=t client=c certificate-file=f", AzureSignInMethod.ClientCertificate)]
    public void TryParse_OfEachMethod_IsRead(string text, AzureSignInMethod expected)
    {
        Assert.True(AzureSignIn.TryParse(Options(text), out var signIn, out _));
        Assert.Equal(expected, signIn.Method);
    }

    [Fact]
    public void Open_WithClientSecret_SignsInAndShowsTheSecretToNobodyElse()
    {
        var wire = Cloud();
        var signIn = ClientSecret();
        var network = new AzureNetwork(new SkippingClock(), new SeededRandomness(1)) { Transport = wire };
        using var account = AzureAccount.Open(signIn, network);
        account.OpenStore(new AzurePlace("vault")).Create("a", [1]);
        Assert.Equal("Bearer token-of-client-secret", wire.Sent.Single(request => request.Method == "PUT")["Authorization"]);
        Assert.DoesNotContain(Secret, $"{signIn} {network} {account}", StringComparison.Ordinal);
        Assert.All(wire.Sent, request => Assert.DoesNotContain(Secret, request.Uri + string.Join(' ', request.Headers), StringComparison.Ordinal));
    }

    [Fact]
    public void Open_WithClientCertificate_SignsInByIt()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=holdfast", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var pem = Path.Join(folder, "app.pem");
        File.WriteAllText(pem, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        var pfx = Path.Join(folder, "app.pfx");
        File.WriteAllBytes(pfx, certificate.Export(X509ContentType.Pkcs12, Secret));
        var password = Path.Join(folder, "password");
        File.WriteAllText(password, Secret + "\n");
        foreach (var signIn in new[] { Certificate(pem, null), Certificate(pfx, password) })
        {
            var wire = Cloud();
            using var account = AzureAccount.Open(signIn, new AzureNetwork(new SkippingClock(), new SeededRandomness(1)) { Transport = wire });
            account.OpenStore(new AzurePlace("vault")).Create("a", [1]);
            Assert.Equal("Bearer token-of-client-certificate", wire.Sent.Single(request => request.Method == "PUT")["Authorization"]);
        }
        Assert.Equal(StorageFault.Forbidden, Assert.Throws<StorageException>(() => AzureAccount.Open(Certificate(pfx, null), new AzureNetwork(new SkippingClock(), new SeededRandomness(1)))).Fault);
    }

    [Fact]
    public void Open_WithWorkloadIdentity_SignsInByTheTokenOfTheFile()
    {
        var file = Path.Join(folder, "token");
        File.WriteAllText(file, "token-of-platform");
        var signIn = new AzureSignIn
        {
            Method = AzureSignInMethod.WorkloadIdentity, Account = new Uri("https://one.blob.example.org"), Tenant = Tenant, Client = Client, TokenFile = file,
        };
        var wire = Cloud();
        using var account = AzureAccount.Open(signIn, new AzureNetwork(new SkippingClock(), new SeededRandomness(1)) { Transport = wire });
        account.OpenStore(new AzurePlace("vault")).Create("a", [1]);
        Assert.Equal("Bearer token-of-client-certificate", wire.Sent.Single(request => request.Method == "PUT")["Authorization"]); // an assertion, as with a certificate
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Client)]
    public void Open_WithManagedIdentity_AsksTheComputersIdentityService(string? client)
    {
        var wire = Cloud();
        var signIn = new AzureSignIn { Method = AzureSignInMethod.ManagedIdentity, Account = new Uri("https://one.blob.example.org"), Client = client };
        using var account = AzureAccount.Open(signIn, new AzureNetwork(new SkippingClock(), new SeededRandomness(1)) { Transport = wire });
        account.OpenStore(new AzurePlace("vault")).Create("a", [1]);
        Assert.Equal("Bearer token-of-computer", wire.Sent.Single(request => request.Method == "PUT")["Authorization"]);
        var asked = wire.Sent.Last(request => request.Uri.AbsolutePath.EndsWith("/token", StringComparison.Ordinal));
        Assert.Equal("169.254.169.254", asked.Uri.Host);
        Assert.Equal(client, System.Web.HttpUtility.ParseQueryString(asked.Uri.Query)["client_id"]);
    }

    [Theory]
    [InlineData("""{"error":"invalid_client","error_description":"AADSTS7000215"}""", 401, StorageFault.Forbidden)]
    [InlineData("", 503, StorageFault.Unavailable)]
    public void Create_WithSignInThatFails_SaysWhetherItWasRefused(string answer, int status, StorageFault expected)
    {
        var wire = new FakeTransport((request, _) => IsToken(request) ? new FakeResponse(status, null, answer).With("Content-Type", "application/json") : Metadata(request));
        using var account = AzureAccount.Open(ClientSecret(), new AzureNetwork(new SkippingClock(), new SeededRandomness(1)) { Transport = wire });
        var error = Assert.Throws<StorageException>(() => account.OpenStore(new AzurePlace("vault")).Create("a", [1]));
        Assert.Equal(expected, error.Fault);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(wire.Sent, request => request.Method == "PUT");
    }

    [Theory]
    [InlineData("nonsense with planted-s3cret-value")]
    [InlineData("AccountName=one;BlobEndpoint=https://one.blob.example.org;SharedAccessSignature=sig=planted-s3cret-value")]
    [InlineData("AccountName=one;AccountKey=cGxhbnRlZA==;BlobEndpoint=http://one.blob.example.org/planted-s3cret-value")]
    public void Open_WithUnsuitableConnectionString_IsRefusedWithoutRepeatingIt(string text)
    {
        var file = Path.Join(folder, "connection");
        File.WriteAllText(file, text);
        var error = Assert.Throws<StorageException>(() => AzureAccount.Open(new AzureSignIn { Method = AzureSignInMethod.ConnectionString, ConnectionStringFile = file },
            new AzureNetwork(new SkippingClock(), new SeededRandomness(1))));
        Assert.Equal(StorageFault.Forbidden, error.Fault);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WithoutTheFile_NamesIt()
    {
        var signIn = new AzureSignIn { Method = AzureSignInMethod.ConnectionString, ConnectionStringFile = Path.Join(folder, "missing") };
        var error = Assert.Throws<StorageException>(() => AzureAccount.Open(signIn, new AzureNetwork(new SkippingClock(), new SeededRandomness(1))));
        Assert.Contains("missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_ThroughProxy_AsksTheProxy()
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var asked = "";
        var serving = new Thread(() =>
        {
            using var connection = proxy.AcceptTcpClient();
            using var reader = new StreamReader(connection.GetStream());
            asked = reader.ReadLine() ?? "";
            connection.GetStream().Write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8);
        });
        serving.Start();
        var file = Path.Join(folder, "connection");
        File.WriteAllText(file, $"AccountName=one;AccountKey={Convert.ToBase64String(new byte[64])};BlobEndpoint=https://one.blob.example.org");
        using var account = AzureAccount.Open(new AzureSignIn { Method = AzureSignInMethod.ConnectionString, ConnectionStringFile = file },
            new AzureNetwork(new SkippingClock(), new SeededRandomness(1)) { Proxy = new WebProxy(proxy.LocalEndpoint.ToString()), Retries = RetrySchedule.Default with { Attempts = 1 } });
        Assert.Equal(StorageFault.Unavailable, Assert.Throws<StorageException>(() => account.OpenStore(new AzurePlace("vault")).Create("a", [1])).Fault);
        serving.Join();
        Assert.Equal("CONNECT one.blob.example.org:443 HTTP/1.1", asked);
    }

    [Fact]
    public void Grants_OfIdentity_AreSignedByAKeyThatIsAskedForOnceInHours()
    {
        var clock = new SkippingClock();
        var wire = Cloud(clock);
        using var account = AzureAccount.Open(ClientSecret(), new AzureNetwork(clock, new SeededRandomness(1)) { Transport = wire });
        var grants = account.OpenGrants(new AzurePlace("vault", "servers/one/"));
        var first = grants.ToCreate("packs/a", TimeSpan.FromHours(1));
        for (var i = 0; i < 20; i++) grants.ToRead($"packs/{i}", TimeSpan.FromMinutes(5));
        Assert.Equal(1, Keys(wire));
        var query = System.Web.HttpUtility.ParseQueryString(first.Query);
        Assert.Equal(["b", "c", "https", "object-1", "2026-01-01T01:00:00Z"], [query["sr"], query["sp"], query["spr"], query["skoid"], query["se"]]);
        Assert.Equal("/vault/servers/one/packs/a", first.AbsolutePath);
        Assert.NotEmpty(query["sig"]!);
        clock.Advance(TimeSpan.FromHours(11.5));
        grants.ToCreate("packs/b", TimeSpan.FromMinutes(20));
        Assert.Equal(1, Keys(wire));
        // The key would end before the grant.
        var late = grants.ToCreate("packs/c", TimeSpan.FromHours(1));
        Assert.Equal(2, Keys(wire));
        Assert.Equal("2026-01-01T23:30:00Z", System.Web.HttpUtility.ParseQueryString(late.Query)["ske"]);
    }

    private static int Keys(FakeTransport wire) => wire.Sent.Count(request => request.Uri.Query.Contains("userdelegationkey", StringComparison.OrdinalIgnoreCase));

    /// <summary>A directory and a storage account that believe everybody.</summary>
    private static FakeTransport Cloud(TimeProvider? clock = null) => new((request, _) =>
    {
        if (request.Uri.Host == "169.254.169.254")
        {
            var end = TimeProvider.System.GetUtcNow().AddHours(8).ToUnixTimeSeconds();
            return new FakeResponse(200, null, $$"""{"token_type":"Bearer","expires_on":"{{end}}","resource":"https://storage.azure.com/","access_token":"token-of-computer"}""")
                .With("Content-Type", "application/json");
        }
        if (IsToken(request))
        {
            using var body = new MemoryStream();
            request.Content!.WriteTo(body, CancellationToken.None);
            var asked = Encoding.UTF8.GetString(body.ToArray());
            var method = asked.Contains("client_assertion=", StringComparison.Ordinal) ? "client-certificate" : asked.Contains(Secret, StringComparison.Ordinal) ? "client-secret" : "nobody";
            return new FakeResponse(200, null, $$"""{"token_type":"Bearer","expires_in":3599,"access_token":"token-of-{{method}}"}""").With("Content-Type", "application/json");
        }
        if (request.Uri.Query.Contains("userdelegationkey", StringComparison.OrdinalIgnoreCase))
        {
            var now = clock!.GetUtcNow();
            return new FakeResponse(200, null, $"<UserDelegationKey><SignedOid>object-1</SignedOid><SignedTid>{Tenant}</SignedTid><SignedStart>{now:yyyy-MM-ddTHH:mm:ssZ}</SignedStart>"
                + $"<SignedExpiry>{now.AddHours(12):yyyy-MM-ddTHH:mm:ssZ}</SignedExpiry><SignedService>b</SignedService><SignedVersion>2024-11-04</SignedVersion>"
                + $"<Value>{Convert.ToBase64String(new byte[32])}</Value></UserDelegationKey>").With("Content-Type", "application/xml");
        }
        return request.Method == RequestMethod.Put ? FakeResponse.Created() : Metadata(request);
    });

    private static bool IsToken(Request request) => request.Uri.Path.EndsWith("/token", StringComparison.Ordinal);

    /// <summary>What the directory says of itself.</summary>
    private static FakeResponse Metadata(Request request) => new FakeResponse(200, null, $$"""
        {"tenant_discovery_endpoint":"https://login.microsoftonline.com/{{Tenant}}/v2.0/.well-known/openid-configuration",
         "token_endpoint":"https://login.microsoftonline.com/{{Tenant}}/oauth2/v2.0/token","authorization_endpoint":"https://login.microsoftonline.com/{{Tenant}}/oauth2/v2.0/authorize",
         "issuer":"https://login.microsoftonline.com/{{Tenant}}/v2.0","api-version":"1.1",
         "metadata":[{"preferred_network":"login.microsoftonline.com","preferred_cache":"login.windows.net","aliases":["login.microsoftonline.com","login.windows.net"]}]}
        """).With("Content-Type", "application/json");

    private static Dictionary<string, string> Options(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(option => option.Split('=', 2)).ToDictionary(option => option[0], option => option[1]);

    private AzureSignIn ClientSecret()
    {
        var file = Path.Join(folder, "secret");
        File.WriteAllText(file, Secret + "\n");
        return new AzureSignIn { Method = AzureSignInMethod.ClientSecret, Account = new Uri("https://one.blob.example.org"), Tenant = Tenant, Client = Client, SecretFile = file };
    }

    private static AzureSignIn Certificate(string file, string? password) => new()
    {
        Method = AzureSignInMethod.ClientCertificate, Account = new Uri("https://one.blob.example.org"), Tenant = Tenant, Client = Client, CertificateFile = file, CertificatePasswordFile = password,
    };
}
