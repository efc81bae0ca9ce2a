using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Notifications;

/// <summary>Calls the webhook. Each call is signed: HMAC-SHA256 over the time, a dot, and the body, with the secret of the file.</summary>
internal sealed class WebhookSender(Settings settings, IWebProxy? proxy, TimeProvider time) : IDisposable
{
    internal const string SignatureHeader = "X-Holdfast-Signature", TimeHeader = "X-Holdfast-Time";
    private const int ShortestSecret = 16;

    private readonly Lazy<HttpClient> http = new(() => Client(settings, proxy));

    internal static bool IsConfigured(Settings settings) => settings.Get(NotificationSettings.WebhookUrl) is not null;

    /// <exception cref="HoldfastException">Not configured, refused, not reachable, or not answered with success.</exception>
    internal async Task Send(string delivery, IReadOnlyList<AlertNotice> notices, bool isTest, CancellationToken cancellation)
    {
        if (settings.Get(NotificationSettings.WebhookUrl) is not { } text) throw new HoldfastException(ErrorCode.WebhookNotConfigured, "No webhook is set.");
        if (settings.Get(NotificationSettings.WebhookSecretFile) is not { } file)
            throw new HoldfastException(ErrorCode.WebhookNotConfigured, "No secret is set for the webhook.", "Set webhookSecretFile in settings.json and start the server again.");
        var url = new Uri(text);
        WebhookTarget.Check(url, settings.Get(NotificationSettings.WebhookAllowLoopback));
        var body = JsonSerializer.SerializeToUtf8Bytes(new WebhookBody(delivery, Environment.MachineName, time.GetUtcNow(), isTest, notices), NotificationJson.Default.WebhookBody);
        using var request = Request(url, body, SecretText.Read(file, "webhook's secret", ShortestSecret));
        try
        {
            using var answer = await http.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!answer.IsSuccessStatusCode) throw Failed(url, $"it answered with HTTP status {(int)answer.StatusCode}");
        }
        catch (HttpRequestException failure)
        {
            throw failure.InnerException is HoldfastException refused ? refused : Failed(url, failure.Message, failure);
        }
        catch (OperationCanceledException failure) when (!cancellation.IsCancellationRequested)
        {
            throw Failed(url, "it did not answer in time", failure);
        }
    }

    public void Dispose()
    {
        if (http.IsValueCreated) http.Value.Dispose();
    }

    private HttpRequestMessage Request(Uri url, byte[] body, string secret)
    {
        var seconds = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(seconds + "."), .. body];
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        request.Headers.Add(TimeHeader, seconds);
        request.Headers.Add(SignatureHeader, "sha256=" + Convert.ToHexStringLower(signature));
        return request;
    }

    private static HttpClient Client(Settings settings, IWebProxy? proxy)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = proxy is not null, Proxy = proxy, MaxResponseHeadersLength = 16 };
        if (TrustedAuthorities.Check(settings.Get(NotificationSettings.TrustedCaFile)) is { } check) handler.SslOptions.RemoteCertificateValidationCallback = check;
        // The proxy itself may be anywhere, and decides what it reaches. Local names bypass it: they are looked at like all others.
        var allowLoopback = settings.Get(NotificationSettings.WebhookAllowLoopback);
        handler.ConnectCallback = (context, cancellation) =>
            WebhookTarget.Connect(context.DnsEndPoint, IsProxy(context, proxy) ? null : allowLoopback, cancellation);
        return new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(settings.Get(NotificationSettings.TimeoutSeconds)!.Value) };
    }

    private static bool IsProxy(SocketsHttpConnectionContext context, IWebProxy? proxy) =>
        context.InitialRequestMessage.RequestUri is { } url && proxy is not null && !proxy.IsBypassed(url) && proxy.GetProxy(url) is { } gate
        && gate.IdnHost == context.DnsEndPoint.Host && gate.Port == context.DnsEndPoint.Port;

    private static HoldfastException Failed(Uri url, string why, Exception? inner = null) =>
        new(ErrorCode.WebhookFailed, $"The webhook {url.Scheme}://{url.IdnHost} could not be called: {why}.", inner: inner);
}
