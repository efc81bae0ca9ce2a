using System.Net.Security;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Holdfast.ObjectEndpointBenchmark;

/// <summary>The side that sends, with a bounded number of parts on their way.</summary>
internal sealed class Sender(string[] place, byte[][] contents, int flight)
{
    private readonly HttpClient plain = new(Handler()) { BaseAddress = new Uri($"https://localhost:{place[1]}") };

    private readonly AmazonS3Client client = new(new BasicAWSCredentials(place[3], place[4]), new AmazonS3Config
    {
        ServiceURL = $"https://localhost:{place[0]}", ForcePathStyle = true, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0, HttpClientFactory = new Clients(),
    });

    internal Task Plain(int parts) => All(parts, async part =>
    {
        using var content = new ByteArrayContent(contents[part % contents.Length]);
        using var answer = await plain.PutAsync(new Uri($"/part-{part}", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    });

    /// <param name="signs">The body goes in signed chunks; otherwise unsigned, as over TLS is enough.</param>
    internal async Task Upload(string key, int parts, bool signs)
    {
        var bucket = place[2];
        var upload = (await client.InitiateMultipartUploadAsync(bucket, key)).UploadId;
        var tags = new PartETag[parts];
        await All(parts, async part =>
        {
            var content = contents[part % contents.Length];
            var answer = await client.UploadPartAsync(new UploadPartRequest
            {
                BucketName = bucket, Key = key, UploadId = upload, PartNumber = part + 1, InputStream = new MemoryStream(content), PartSize = content.Length,
                DisablePayloadSigning = !signs, DisableDefaultChecksumValidation = true, UseChunkEncoding = signs,
            });
            tags[part] = new PartETag(part + 1, answer.ETag);
        });
        await client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = upload, PartETags = [.. tags] });
    }

    private Task All(int parts, Func<int, Task> send) =>
        Parallel.ForEachAsync(Enumerable.Range(0, parts), new ParallelOptions { MaxDegreeOfParallelism = flight }, async (part, _) => await send(part));

    // Of this process's own child, on the loopback: whom it talks to is known.
    private static SocketsHttpHandler Handler() => new() { UseProxy = false, SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true } };

    private sealed class Clients : Amazon.Runtime.HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(Handler());
    }
}
