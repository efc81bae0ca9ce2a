using System.Net;
using System.Text;

namespace Holdfast.Connection;

/// <summary>Lets the typed client of the contracts use <see cref="LoopbackConnection"/>.</summary>
internal sealed class LoopbackHandler : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var answer = LoopbackConnection.Send(request.RequestUri!.Port, Head(request), body, cancellationToken);
        var content = new ReadOnlyMemoryContent(answer.Body);
        if (answer.ContentType is { } type) content.Headers.TryAddWithoutValidation("Content-Type", type);
        return new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = content };
    }

    private static string Head(HttpRequestMessage request)
    {
        var head = new StringBuilder(256);
        head.Append(request.Method.Method).Append(' ').Append(request.RequestUri!.PathAndQuery).Append(" HTTP/1.1\r\n");
        foreach (var header in request.Headers.NonValidated) head.Append(header.Key).Append(": ").Append(header.Value).Append("\r\n");
        if (request.Content?.Headers.ContentType is { } type) head.Append("Content-Type: ").Append(type).Append("\r\n");
        return head.ToString();
    }
}
