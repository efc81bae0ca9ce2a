namespace Holdfast.AzureBenchmark;

/// <summary>Put Blob and nothing else: one request by a plain HttpClient, from memory that is there already.</summary>
internal sealed class RawPut : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <param name="grant">To create the blob.</param>
    /// <param name="content">All of it.</param>
    /// <param name="md5">Sent along; null for none.</param>
    public void Send(Uri grant, byte[] content, byte[]? md5)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, grant) { Content = new ByteArrayContent(content) };
        request.Headers.Add("x-ms-blob-type", "BlockBlob");
        request.Content.Headers.ContentMD5 = md5;
        request.Headers.Add("x-ms-version", "2024-11-04");
        using var answer = http.Send(request);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => http.Dispose();
}
