using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Holdfast.Testing.SqlServer.Instances;

namespace Holdfast.Testing.SqlServer.Objects;

/// <summary>The simulated instance's side of the endpoint: Amazon's own client over TLS. Files go up in parts, stripes at once, and come down in ranges.</summary>
public sealed class S3MediaPlace : IMediaPlace
{
    private const int PartLength = 5 << 20, RangeLength = (1 << 20) + 7;
    private readonly ConcurrentBag<Socket> sockets = [];
    private volatile bool isCut;

    /// <summary>PEM text of the authority that the endpoint's certificate must come from.</summary>
    public string Authority { get; set; } = "";

    /// <summary>Parts and ranges that went over the wire.</summary>
    public ConcurrentBag<string> Parts { get; } = [];

    public ConcurrentBag<string> Ranges { get; } = [];

    /// <summary>Called before each part with its file's key and its number.</summary>
    public Action<string, int>? OnPart { get; set; }

    /// <summary>Called when all parts of a file are there, before the endpoint is told that it is complete.</summary>
    public Action<string>? OnSent { get; set; }

    /// <summary>Called when the endpoint has answered that a file is complete: now SQL Server would truncate its log.</summary>
    public Action<string, byte[]>? OnComplete { get; set; }

    /// <summary>Ends all connections and lets no other be made, until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        isCut = true;
        foreach (var socket in sockets) socket.Dispose();
    }

    public void Mend() => isCut = false;

    public void Send(string bucket, string keys, IReadOnlyList<(string Key, byte[] Media)> stripes)
    {
        using var client = Client(new Uri(bucket), keys);
        Guard(async () =>
        {
            await Task.WhenAll(stripes.Select(stripe => Upload(client, new Uri(bucket).AbsolutePath[1..], stripe.Key, stripe.Media)));
            return true;
        });
    }

    public Stream Read(string bucket, string keys, string key)
    {
        using var client = Client(new Uri(bucket), keys);
        return Guard(() => Download(client, new Uri(bucket).AbsolutePath[1..], key));
    }

    private async Task Upload(AmazonS3Client client, string bucket, string key, byte[] media)
    {
        var upload = (await client.InitiateMultipartUploadAsync(bucket, key)).UploadId;
        var numbers = Enumerable.Range(1, ((media.Length - 1) / PartLength) + 1).ToList();
        var tags = await Task.WhenAll(numbers.Select(async number =>
        {
            OnPart?.Invoke(key, number);
            var part = media.AsMemory((number - 1) * PartLength, Math.Min(PartLength, media.Length - ((number - 1) * PartLength)));
            var answer = await client.UploadPartAsync(new UploadPartRequest
            {
                BucketName = bucket, Key = key, UploadId = upload, PartNumber = number, InputStream = new MemoryStream(part.ToArray()), PartSize = part.Length,
            });
            Parts.Add($"{key}#{number}");
            return new PartETag(number, answer.ETag);
        }));
        OnSent?.Invoke(key);
        await client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = upload, PartETags = [.. tags] });
        OnComplete?.Invoke(key, media);
    }

    private async Task<Stream> Download(AmazonS3Client client, string bucket, string key)
    {
        var length = (await client.GetObjectMetadataAsync(bucket, key)).ContentLength;
        var content = new MemoryStream();
        while (content.Length < length)
        {
            var range = new ByteRange(content.Length, Math.Min(content.Length + RangeLength, length) - 1);
            using var answer = await client.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = key, ByteRange = range });
            if (answer.HttpStatusCode != HttpStatusCode.PartialContent) throw new IOException($"A range was asked for, and the answer is {(int)answer.HttpStatusCode}.");
            await answer.ResponseStream.CopyToAsync(content);
            Ranges.Add($"{key}@{range.Start}");
        }
        content.Position = 0;
        return content;
    }

    private static T Guard<T>(Func<Task<T>> work)
    {
        try
        {
            return Task.Run(work).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is AmazonClientException or AmazonServiceException or OperationCanceledException or HttpRequestException or IOException or SocketException or ObjectDisposedException)
        {
            throw new InstanceError([3202, 3013], $"Write on the device failed: {error.Message}");
        }
    }

    private AmazonS3Client Client(Uri bucket, string keys) => new(
        new BasicAWSCredentials(keys.Split(':')[0], keys.Split(':')[1]),
        new AmazonS3Config
        {
            ServiceURL = $"https://{bucket.Authority}", ForcePathStyle = true, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0, HttpClientFactory = new LocalClients(this, bucket.Port),
        });

    private SocketsHttpHandler Handler(int port) => new()
    {
        UseProxy = false,
        // The endpoint's name is nothing that this computer could look up.
        ConnectCallback = async (_, cancellation) =>
        {
            if (isCut) throw new IOException("The network is down.");
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            sockets.Add(socket);
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = Trusts },
    };

    private bool Trusts(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0) return false;
        using var certificate = X509CertificateLoader.LoadCertificate(shown!.GetRawCertData());
        using var authority = X509Certificate2.CreateFromPem(Authority);
        using var path = new X509Chain();
        path.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        path.ChainPolicy.CustomTrustStore.Add(authority);
        path.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return path.Build(certificate);
    }

    private sealed class LocalClients(S3MediaPlace place, int port) : Amazon.Runtime.HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(place.Handler(port));
    }
}
