using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Holdfast.Vault.Tests.Azure;

/// <summary>A network between the SDK and the emulator that breaks as it is told, or by chance of a seed.</summary>
internal sealed class ChaosTransport(int seed = 1) : HttpPipelineTransport, IDisposable
{
    private static readonly ChaosFault[] ByChance =
        [ChaosFault.BreakBefore, ChaosFault.BreakAfter, ChaosFault.ErrorBefore, ChaosFault.ErrorAfter, ChaosFault.CutBody, ChaosFault.WrongBody, ChaosFault.TooMany, ChaosFault.Busy];

    private readonly HttpClientTransport inner = new(new HttpClient(new SocketsHttpHandler()));
    private readonly Lock gate = new();
    private readonly Random random = new(seed);
    private readonly Queue<ChaosFault> next = new();
    private readonly Dictionary<ChaosFault, int> hits = [];
    private readonly List<SentRequest> sent = [];

    /// <summary>How likely a fault is, where none was ordered.</summary>
    public double Rate { get; set; }

    /// <summary>Called before each byte of a dribble.</summary>
    public Action? BeforeByte { get; set; }

    public IReadOnlyList<SentRequest> Sent
    {
        get
        {
            lock (gate) return [.. sent];
        }
    }

    /// <summary>What happens to the next requests.</summary>
    public void Next(params ChaosFault[] faults)
    {
        lock (gate)
        {
            foreach (var fault in faults) next.Enqueue(fault);
        }
    }

    public int Hits(ChaosFault fault)
    {
        lock (gate) return hits.GetValueOrDefault(fault);
    }

    public override Request CreateRequest() => inner.CreateRequest();

    public override ValueTask ProcessAsync(HttpMessage message)
    {
        Process(message);
        return default;
    }

    public override void Process(HttpMessage message)
    {
        switch (Choose(message.Request))
        {
            case ChaosFault.BreakBefore: throw Broken();
            case ChaosFault.ErrorBefore: message.Response = new FakeResponse(500, "InternalError"); break;
            case ChaosFault.TooMany: message.Response = new FakeResponse(429, "TooManyRequests").With("Retry-After", "0"); break;
            case ChaosFault.Busy: message.Response = new FakeResponse(503, "ServerBusy").With("Retry-After", "0"); break;
            case ChaosFault.ExpiredGrant: message.Response = new FakeResponse(403, "AuthenticationFailed").With("Date", "Fri, 01 Jan 2100 00:00:00 GMT"); break;
            case ChaosFault.BreakAfter:
                inner.Process(message);
                message.Response.Dispose();
                throw Broken();
            case ChaosFault.ErrorAfter:
                inner.Process(message);
                message.Response.Dispose();
                message.Response = new FakeResponse(500, "InternalError");
                break;
            case ChaosFault.CutBody: Cut(message); break;
            case ChaosFault.WrongBody: Send(message, bytes => bytes[bytes.Length / 2] ^= 1); break;
            case ChaosFault.Dribble:
                inner.Process(message);
                message.Response.ContentStream = new BrokenStream(message.Response.ContentStream!, long.MaxValue) { BeforeByte = BeforeByte };
                break;
            default: inner.Process(message); break;
        }
    }

    public void Dispose() => inner.Dispose();

    private static RequestFailedException Broken() => new("The connection was closed.", new IOException("The connection was closed."));

    private ChaosFault Choose(Request request)
    {
        lock (gate)
        {
            sent.Add(SentRequest.Of(request));
            var fault = next.TryDequeue(out var ordered) ? ordered : random.NextDouble() < Rate ? ByChance[random.Next(ByChance.Length)] : ChaosFault.None;
            hits[fault] = hits.GetValueOrDefault(fault) + 1;
            return fault;
        }
    }

    private void Cut(HttpMessage message)
    {
        if (message.Request.Content is not null)
        {
            // The service is promised more than it gets.
            var whole = message.Request.Content;
            message.Request.Content = new CutContent(whole);
            try
            {
                inner.Process(message);
            }
            finally
            {
                message.Request.Content = whole;
            }
            return;
        }
        inner.Process(message);
        var content = message.Response.ContentStream!;
        message.Response.ContentStream = new BrokenStream(content, (message.Response.Headers.ContentLength ?? 2) / 2);
    }

    private void Send(HttpMessage message, Action<byte[]> change)
    {
        if (message.Request.Content is { } whole)
        {
            using var copy = new MemoryStream();
            whole.WriteTo(copy, CancellationToken.None);
            var bytes = copy.ToArray();
            if (bytes.Length > 0) change(bytes);
            message.Request.Content = RequestContent.Create(bytes);
            try
            {
                inner.Process(message);
            }
            finally
            {
                message.Request.Content = whole;
            }
            return;
        }
        inner.Process(message);
    }
}
