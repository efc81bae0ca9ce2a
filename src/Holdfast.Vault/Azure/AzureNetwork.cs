using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Holdfast.Format.Keys;

namespace Holdfast.Vault.Azure;

/// <summary>How requests reach Azure: through which proxy, how patiently, by which clock.</summary>
/// <param name="Clock">Of waits, timeouts and the lifetimes of grants.</param>
/// <param name="Randomness">Of the waits between attempts.</param>
public sealed record AzureNetwork(TimeProvider Clock, IRandomness Randomness)
{
    /// <summary>Null: straight.</summary>
    public IWebProxy? Proxy { get; init; }

    public RetrySchedule Retries { get; init; } = RetrySchedule.Default;

    /// <summary>A request is given up when no answer came within this time and the time that its bytes take at <see cref="SlowestRate"/>.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes a second below which a line counts as dead.</summary>
    public int SlowestRate { get; init; } = 64 << 10;

    /// <summary>Names that one answer of a listing may hold; the service gives no more than 5000.</summary>
    internal int ListingPage { get; init; } = 5000;

    /// <summary>In place of HTTP, for tests.</summary>
    internal HttpPipelineTransport? Transport { get; init; }

    /// <summary>How long a request with so many bytes, either way, may take.</summary>
    internal TimeSpan Patience(long bytes) => AnswerWithin + TimeSpan.FromSeconds((double)bytes / SlowestRate);

    /// <summary>The caller disposes it, unless it came from a test.</summary>
    internal HttpPipelineTransport OpenTransport() => Transport ?? new HttpClientTransport(new HttpClient(new SocketsHttpHandler
    {
        Proxy = Proxy, UseProxy = Proxy is not null, AllowAutoRedirect = false, UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(30), PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    }) { Timeout = Timeout.InfiniteTimeSpan });

    /// <summary>The SDK sends each request once and logs nothing: repeating is <see cref="RetryRun"/>'s, which knows what a lost answer means.</summary>
    internal BlobClientOptions ClientOptions(HttpPipelineTransport transport)
    {
        var options = new BlobClientOptions { Transport = transport };
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = AnswerWithin;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.AddPolicy(new PatiencePolicy(this), HttpPipelinePosition.PerCall);
        options.AddPolicy(ContentHashPolicy.Instance, HttpPipelinePosition.PerCall);
        return options;
    }

    internal RetryRun BeginRetries() => new(this);
}
