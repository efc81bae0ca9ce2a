using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Holdfast.Server.Tests.Notifications;

/// <summary>An HTTP server on loopback that keeps what it gets.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<Call> calls = Channel.CreateUnbounded<Call>();

    private WebhookReceiver(WebApplication app) => this.app = app;

    internal sealed record Call(string Path, Dictionary<string, string> Headers, byte[] Body);

    public Uri Url => new(app.Urls.First());

    public int Status { get; set; } = 200;

    public string? Location { get; set; }

    public static async Task<WebhookReceiver> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http1));
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.Run(receiver.Answer);
        await app.StartAsync();
        return receiver;
    }

    public async Task<Call> Next() => await calls.Reader.ReadAsync(RunningServer.Deadline());

    public bool HasNone => !calls.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        context.Response.StatusCode = Status;
        if (Location is not null) context.Response.Headers.Location = Location;
        await calls.Writer.WriteAsync(new Call(context.Request.Path, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()), body.ToArray()));
    }
}
