using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using Holdfast.Contracts.Certificates;
using Holdfast.Server.Configuration;
using Holdfast.Server.ObjectEndpoint;
using Holdfast.Workloads.Applications;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Tests.ObjectEndpoint;

/// <summary>An endpoint on this computer, over TLS, with a data folder of its own.</summary>
internal sealed class EndpointSite : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-objects-").FullName;
    private readonly TimeProvider time;

    private readonly EndpointLimits? limits;

    internal EndpointSite(TimeProvider? time = null, EndpointLimits? limits = null)
    {
        this.limits = limits;
        this.time = time ?? TimeProvider.System;
        Part = Make();
    }

    internal const string Host = "backup.example.test";

    internal string Data => folder;

    internal LogLines Log { get; } = new();

    internal ObjectEndpointPart Part { get; private set; }

    internal int Port => Part.Listener.Port;

    internal ObjectBucket Open() => (ObjectBucket)((IObjectDesk)Part.Desk).Open();

    /// <summary>As after the end of the process: another one on the same data folder.</summary>
    internal async Task Restart()
    {
        await Part.DisposeAsync();
        Part = Make();
    }

    internal AmazonS3Client Client(IObjectBucket bucket, string? secret = null, bool pathStyle = true) => new(
        new BasicAWSCredentials(bucket.AccessKey, secret ?? bucket.Secret),
        new AmazonS3Config
        {
            ServiceURL = $"https://{Host}:{Port}", ForcePathStyle = pathStyle, AuthenticationRegion = bucket.Region, MaxErrorRetry = 0, HttpClientFactory = new PinnedClients(this),
        });

    /// <summary>A client that trusts the endpoint's authority and nothing else.</summary>
    internal HttpClient Http() => new(Handler()) { BaseAddress = new Uri($"https://{Host}:{Port}"), Timeout = TimeSpan.FromMinutes(2) };

    internal SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        // Names of buckets before that of the host are nothing that this computer could look up.
        ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = Trusts },
    };

    // The chain must end at the authority that is exported, and the name must be in the certificate.
    internal bool Trusts(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        using var copy = X509CertificateLoader.LoadCertificate(shown!.GetRawCertData());
        using var authority = X509CertificateLoader.LoadCertificate(Part.Authority.Certificate.RawData);
        return (errors & SslPolicyErrors.RemoteCertificateNameMismatch) == 0 && CertificateRules.IsIssued(copy, authority, CertificateRules.ServerUse, time.GetUtcNow());
    }

    internal static byte[] Bytes(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    internal static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public async ValueTask DisposeAsync()
    {
        await Part.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private ObjectEndpointPart Make()
    {
        using var document = JsonDocument.Parse("""{ "objectEndpointAddress": "127.0.0.1", "objectEndpointServerName": "backup.example.test" }""");
        var settings = Settings.Of("settings.json", document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.Clone()), AllSettings.Keys);
        return new ObjectEndpointPart(folder, settings, time, Log, limits);
    }

    private sealed class PinnedClients(EndpointSite site) : Amazon.Runtime.HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(site.Handler());
    }

    /// <summary>What was logged.</summary>
    internal sealed class LogLines : ILogger
    {
        private readonly List<string> lines = [];

        internal IReadOnlyList<string> Lines
        {
            get
            {
                lock (lines) return [.. lines];
            }
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines) lines.Add($"{logLevel}: {formatter(state, exception)} {exception}");
        }
    }
}
