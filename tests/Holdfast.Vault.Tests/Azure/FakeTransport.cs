using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Holdfast.Vault.Tests.Azure;

/// <summary>Answers as a test says, for what the emulator cannot do: locks, identities, waits.</summary>
internal sealed class FakeTransport(Func<Request, int, Response> answer) : HttpPipelineTransport
{
    private readonly List<SentRequest> sent = [];

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyList<SentRequest> Sent
    {
        get
        {
            lock (sent) return [.. sent];
        }
    }

    public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

    public override void Process(HttpMessage message)
    {
        int number;
        lock (sent)
        {
            number = sent.Count;
            sent.Add(SentRequest.Of(message.Request));
        }
        message.Response = answer(message.Request, number);
    }

    public override ValueTask ProcessAsync(HttpMessage message)
    {
        Process(message);
        return default;
    }
}
