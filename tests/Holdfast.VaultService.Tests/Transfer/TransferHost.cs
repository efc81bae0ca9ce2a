using System.Net;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Certificates;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Format.Keys;
using Holdfast.Vault.Connections;
using Holdfast.Vault.Remote;
using Holdfast.VaultService.Transfer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>The blob routes on loopback, over TLS with client certificates of an authority of its own.</summary>
internal sealed class TransferHost : IAsyncDisposable
{
    public const string VaultId = "v", ReaderToken = "reader", First = "00000000000000000000000000000001", Second = "00000000000000000000000000000002";

    private readonly WebApplication app;
    private readonly X509Certificate2 own;
    private readonly TransferRoutes routes;

    private TransferHost(ITransferVaults vaults, TimeProvider clock, Func<HttpContext, RequestDelegate, Task>? before)
    {
        own = Authority.Issue("service", CertificateRules.ServerUse, out _);
        routes = new TransferRoutes(vaults, clock);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = 100 << 20;
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(https =>
            {
                https.ServerCertificate = own;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.ClientCertificateValidation = (shown, _, _) => CertificateRules.IsIssued(shown, Authority.Certificate, CertificateRules.ClientUse, clock.GetUtcNow());
            }));
        });
        builder.Logging.ClearProviders();
        app = builder.Build();
        if (before is not null) app.Use(next => context => before(context, next));
        app.Use(next => context => TransferGuard.Invoke(context, next));
        app.UseRouting();
        Map("blobs/{**name}", routes.Blob);
        Map("blobs", routes.List);
        Map("grants", routes.Grants);
        Map("retirements", routes.Retire);
        Map("retention", routes.Declare);
        Map("checks", routes.Checks);
        Map("checks/packs", routes.CheckedPacks);
        app.StartAsync().GetAwaiter().GetResult();
        Address = new Uri(app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
    }

    public TestAuthority Authority { get; } = new();

    public Uri Address { get; }

    public HashSet<string> Revoked { get; } = [];

    public static TransferHost Start(ITransferVaults vaults, Func<HttpContext, RequestDelegate, Task>? before = null) => new(vaults, TimeProvider.System, before);

    public static RemoteVaultOptions Options(RetryOptions? retry = null) => new(TimeProvider.System, SystemRandomness.Instance)
    {
        Retry = retry ?? new RetryOptions { Attempts = 4, FirstDelay = TimeSpan.FromMilliseconds(5), LongestDelay = TimeSpan.FromMilliseconds(50) },
    };

    public RemoteVault Connect(string server = First, RemoteVaultOptions? options = null, Uri? address = null)
    {
        using var certificate = Authority.Issue(server, CertificateRules.ClientUse, out var key);
        var membership = new VaultMembership(VaultId, "Vault", server, "Server", (address ?? Address).ToString(), Authority.Text, Convert.ToBase64String(certificate.RawData));
        return RemoteVault.Connect(membership, key, "service", options ?? Options());
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        routes.Dispose();
        own.Dispose();
        Authority.Dispose();
    }

    private void Map(string path, Func<HttpContext, TransferCaller, Task> handle) =>
        app.Map(VaultWire.Root + path, context => Caller(context) is { } caller ? handle(context, caller) : TransferFailure.Answer(context, new HoldfastException(ErrorCode.Unauthorized, "No.")));

    private TransferCaller? Caller(HttpContext context)
    {
        if (context.Request.Headers.Authorization == $"Bearer {ReaderToken}") return new TransferCaller(VaultId, null);
        var name = context.Connection.ClientCertificate?.GetNameInfo(X509NameType.SimpleName, false);
        return name is null || Revoked.Contains(name) ? null : new TransferCaller(VaultId, name);
    }
}
