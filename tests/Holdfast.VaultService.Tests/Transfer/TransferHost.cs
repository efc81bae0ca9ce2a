using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Certificates;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Joining;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Format.Keys;
using Holdfast.Hosting;
using Holdfast.Vault.Connections;
using Holdfast.Vault.Remote;
using Holdfast.VaultService.Hosting;
using Holdfast.VaultService.Transfer;
using Holdfast.VaultService.Trust;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>The service's own web host on loopback, over TLS with client certificates, with the blob routes and what else a connection asks for.</summary>
internal sealed class TransferHost : IAsyncDisposable
{
    public const string VaultId = "aaaabbbbccccddddaaaabbbbccccdddd", First = "0123456789abcdef0123456789abcdef", Second = "fedcba9876543210fedcba9876543210";

    /// <summary>In the certificate, and in no name service.</summary>
    public const string HiddenName = "vault.holdfast.test";

    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-transfer-").FullName;
    private readonly WebApplication app;
    private readonly VaultAuthority authority;
    private readonly RenewedCertificate certificate;
    private readonly FileLog log;
    private readonly TransferRoutes routes;
    private readonly TimeProvider clock;

    // Requests of these tests block threads of the pool that the host needs to answer them.
    static TransferHost() => ThreadPool.SetMinThreads(64, 64);

    public TransferHost(ITransferVaults vaults, TimeProvider? clock = null, Func<VaultStanding>? look = null, Func<IReadOnlyList<VaultedServer>>? servers = null)
    {
        this.clock = clock ?? TimeProvider.System;
        authority = VaultAuthority.Open(folder, this.clock);
        certificate = authority.ServiceCertificate(["localhost", HiddenName], this.clock);
        log = new FileLog(Path.Combine(folder, "vault-service.log"), this.clock);
        routes = new TransferRoutes(vaults, this.clock, log.CreateLogger("Vault"));
        app = new VaultWeb(authority, certificate, Callers, log).Build(IPAddress.Loopback, 0);
        routes.Map(new VaultRouter(app));
        if (look is not null) app.MapGet(VaultWire.Root + "standing", (RequestDelegate)(context => JsonExchange.Write(context, look(), VaultWireJson.Default.VaultStanding)));
        if (servers is not null) app.MapGet(VaultWire.Root + "external/servers", (RequestDelegate)(context => JsonExchange.Write(context, new VaultedServers(servers()), JoiningJson.Default.VaultedServers)));
        app.StartAsync().GetAwaiter().GetResult();
        Address = new UriBuilder(app.Urls.Single()) { Host = "localhost" }.Uri;
    }

    public TestCallers Callers { get; } = new(VaultId);

    public Uri Address { get; }

    public string Pin => authority.Pin;

    public string Log => Path.Combine(folder, "vault-service.log");

    public RemoteVaultOptions Options => new(new SteadyClock(clock), SystemRandomness.Instance)
    {
        Retry = new RetryOptions { Attempts = 4, FirstDelay = TimeSpan.FromMilliseconds(5), LongestDelay = TimeSpan.FromMilliseconds(50) },
    };

    /// <summary>A server's certificate (DER, Base64) and its key.</summary>
    public (string Certificate, byte[] Key) Issue(string server)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=any", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        using var issued = authority.IssueForServer(request, VaultId, server, "name");
        return (Convert.ToBase64String(issued.RawData), key.ExportPkcs8PrivateKey());
    }

    public RemoteVault Connect(string server = First, RemoteVaultOptions? options = null, Uri? address = null, string transfer = VaultTransfers.Service)
    {
        var (issued, key) = Issue(server);
        return RemoteVault.Connect(new VaultMembership(VaultId, "Vault", server, "Server", (address ?? Address).ToString(), Pin, issued), key, transfer, options ?? Options);
    }

    public RemoteReader OpenReader(RemoteVaultOptions? options = null) => RemoteReader.OpenWithToken(TestCallers.Token, Address.ToString(), Pin, options ?? Options);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        routes.Dispose();
        certificate.Dispose();
        authority.Dispose();
        log.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
