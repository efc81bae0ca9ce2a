using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Holdfast.Agent.Tests.Tls;

/// <summary>An HTTP/2 server with a certificate that asks for one; it answers with what it saw, or with what it was sent.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication application;

    private TestServer(WebApplication application) => this.application = application;

    internal int Port => new Uri(application.Urls.Single()).Port;

    internal static async Task<TestServer> StartAsync(X509Certificate2 certificate, SslProtocols protocols = SslProtocols.None)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(options =>
        {
            options.AllowAlternateSchemes = true;
            options.Limits.MaxRequestBodySize = null;
            options.Listen(System.Net.IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.UseHttps(https =>
                {
                    https.ServerCertificate = certificate;
                    https.SslProtocols = protocols;
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    https.AllowAnyClientCertificate();
                });
            });
        });
        var application = builder.Build();
        application.MapGet("/who", (HttpContext context) => $"{context.Request.Protocol} {context.Connection.ClientCertificate?.Subject}");
        application.MapPost("/echo", async (HttpContext context) =>
        {
            using var all = new MemoryStream();
            await context.Request.Body.CopyToAsync(all);
            await context.Response.Body.WriteAsync(all.ToArray());
        });
        await application.StartAsync();
        return new TestServer(application);
    }

    public async ValueTask DisposeAsync() => await application.DisposeAsync();
}
