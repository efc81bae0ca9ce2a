using System.Buffers;
using System.Net;
using System.Text.Json;
using Holdfast.Contracts.Certificates;
using Holdfast.Server.Configuration;
using Holdfast.Server.ObjectEndpoint;
using Holdfast.Server.ObjectEndpoint.Listening;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.ObjectEndpointBenchmark;

/// <summary>The side that takes: the endpoint, and beside it a plain Kestrel of the same certificate that reads and forgets. Runs until its standard input ends.</summary>
internal static class Served
{
    /// <summary>Keys of each kind that are expected: one a run.</summary>
    internal const int Runs = 64;

    internal static async Task Run()
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-objects-");
        try
        {
            using var document = JsonDocument.Parse("""{ "objectEndpointAddress": "127.0.0.1", "objectEndpointServerName": "localhost" }""");
            var settings = Settings.Of("settings.json", document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.Clone()), AllSettings.Keys);
            await using var part = new ObjectEndpointPart(folder.FullName, settings, TimeProvider.System, NullLogger.Instance);
            using var bucket = (ObjectBucket)part.Desk.Open();
            for (var run = 0; run < Runs; run++)
            {
                bucket.Expect($"count-{run}", new Receiver(hashes: false));
                bucket.Expect($"hash-{run}", new Receiver(hashes: true));
            }
            using var certificate = new RenewedCertificate(() => part.Authority.Issue("localhost"), EndpointAuthority.LeafLifetime, TimeProvider.System);
            await using var plain = Plain(certificate);
            await plain.StartAsync();
            Console.WriteLine($"{part.Listener.Port} {new Uri(plain.Urls.First()).Port} {bucket.Name} {bucket.AccessKey} {bucket.Secret}");
            await Console.In.ReadToEndAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static WebApplication Plain(RenewedCertificate certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http1;
                endpoint.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(new System.Net.Security.SslServerAuthenticationOptions { ServerCertificateContext = certificate.Current }) });
            });
        });
        var app = builder.Build();
        app.Run(Forget);
        return app;
    }

    private static async Task Forget(HttpContext context)
    {
        var piece = ArrayPool<byte>.Shared.Rent(1 << 20);
        while (await context.Request.Body.ReadAsync(piece) > 0)
        {
            // Only received.
        }
        ArrayPool<byte>.Shared.Return(piece);
    }
}
