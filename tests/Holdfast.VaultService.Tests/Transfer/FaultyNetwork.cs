using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>Lets every request fail once, each in its way. The same method and address is the same request.</summary>
internal sealed class FaultyNetwork(HttpMessageHandler inner, Func<string, NetworkFault?> faultOf) : DelegatingHandler(inner)
{
    private readonly ConcurrentDictionary<string, bool> struck = new();

    /// <summary>Requests that failed once.</summary>
    public ICollection<string> Struck => struck.Keys;

    /// <summary>Bytes of bodies that were sent whole, by kind of request.</summary>
    public long Uploaded;

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var key = $"{request.Method} {request.RequestUri!.PathAndQuery}";
        if (faultOf(key) is { } fault && struck.TryAdd(key, true)) return Fail(fault, request, cancellationToken);
        var answer = base.Send(request, cancellationToken);
        Interlocked.Add(ref Uploaded, request.Method == HttpMethod.Put ? request.Content!.Headers.ContentLength ?? 0 : 0);
        return answer;
    }

    private HttpResponseMessage Fail(NetworkFault fault, HttpRequestMessage request, CancellationToken cancellation)
    {
        switch (fault)
        {
            case NetworkFault.LostBefore:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "The line is cut.");
            case NetworkFault.LostAfter:
                base.Send(request, cancellation).Dispose();
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "The line is cut.");
            case NetworkFault.CutBody:
                return Changed(request, cancellation, isCut: true);
            case NetworkFault.WrongBody:
                return Changed(request, cancellation, isCut: false);
            case NetworkFault.Forbidden:
                return Answer(HttpStatusCode.Forbidden);
            case NetworkFault.TooMany:
                return Answer(HttpStatusCode.TooManyRequests, TimeSpan.Zero);
            case NetworkFault.Unavailable:
                return Answer(HttpStatusCode.ServiceUnavailable, TimeSpan.Zero);
            case NetworkFault.ErrorAfter:
                base.Send(request, cancellation).Dispose();
                return Answer(HttpStatusCode.InternalServerError);
            case NetworkFault.StallBefore:
                return Stall(cancellation);
            default:
                base.Send(request, cancellation).Dispose();
                return Stall(cancellation);
        }
    }

    private HttpResponseMessage Changed(HttpRequestMessage request, CancellationToken cancellation, bool isCut)
    {
        if (request.Content is { } content && content.Headers.ContentLength > 0)
        {
            request.Content = new ChangedContent(Read(content), isCut);
            foreach (var header in content.Headers) request.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            return base.Send(request, cancellation);
        }
        var answer = base.Send(request, cancellation);
        var old = answer.Content;
        if (request.Method == HttpMethod.Get && Read(old) is { Length: > 0 } bytes) answer.Content = new ChangedContent(bytes, isCut);
        foreach (var header in old.Headers) answer.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        return answer;
    }

    private static byte[] Read(HttpContent content)
    {
        using var collected = new MemoryStream();
        content.CopyTo(collected, null, CancellationToken.None);
        return collected.ToArray();
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, TimeSpan? wait = null)
    {
        var answer = new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };
        if (wait is { } delay) answer.Headers.RetryAfter = new RetryConditionHeaderValue(delay);
        return answer;
    }

    private static HttpResponseMessage Stall(CancellationToken cancellation)
    {
        cancellation.WaitHandle.WaitOne();
        throw new TaskCanceledException("Nothing moves.");
    }

    /// <summary>A body of which half arrives, or whose first byte is another.</summary>
    private sealed class ChangedContent(byte[] bytes, bool isCut) : HttpContent
    {
        protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            if (isCut)
            {
                stream.Write(bytes, 0, bytes.Length / 2);
                stream.Flush();
                throw new IOException("The line is cut.");
            }
            stream.Write(Altered());
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException("Requests of these tests are synchronous.");

        protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => new MemoryStream(isCut ? bytes[..(bytes.Length / 2)] : Altered());

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }

        private byte[] Altered() => [(byte)(bytes[0] ^ 0x55), .. bytes.AsSpan(1)];
    }
}
