using System.Collections.Concurrent;
using System.Threading.Channels;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Agents.Gateway;

/// <summary>One open control stream, as the rest of the server sees it.</summary>
internal sealed class AgentLink : IAgentLink, IDisposable
{
    /// <summary>An agent that lets this many messages lie is not there any more.</summary>
    private const int LongestQueue = 4096;

    private readonly Channel<ServerMessage> outgoing = Channel.CreateBounded<ServerMessage>(new BoundedChannelOptions(LongestQueue) { SingleReader = true });
    private readonly ConcurrentDictionary<ulong, TaskCompletionSource<Answer>> asked = new();
    private readonly CancellationTokenSource closing = new();
    private readonly TimeProvider time;
    private ulong lastRequest;
    private long lastHeard;
    private HoldfastException? reason;

    internal AgentLink(string agentId, string serverName, string serial, Hello hello, uint protocol, TimeProvider time)
    {
        (AgentId, ServerName, Serial, Incarnation, Protocol, Version, this.time) = (agentId, serverName, serial, hello.Incarnation, protocol, hello.Version, time);
        Touch();
    }

    public string AgentId { get; }

    public string ServerName { get; }

    public string Incarnation { get; }

    public uint Protocol { get; }

    public bool IsOpen => !closing.IsCancellationRequested;

    /// <summary>Of the certificate that the stream was opened with.</summary>
    internal string Serial { get; }

    /// <summary>Of the agent's program.</summary>
    internal string Version { get; }

    internal DateTimeOffset LastHeard => new(Interlocked.Read(ref lastHeard), TimeSpan.Zero);

    internal CancellationToken Closing => closing.Token;

    /// <summary>Why it was closed from this side, or null.</summary>
    internal HoldfastException? Reason => Volatile.Read(ref reason);

    internal ChannelReader<ServerMessage> Outgoing => outgoing.Reader;

    public void Send(ServerMessage message)
    {
        if (!outgoing.Writer.TryWrite(message)) Close(new HoldfastException(ErrorCode.AgentNotResponding, $"{ServerName} takes no messages any more."));
    }

    public async Task<Answer> Ask(Ask question, TimeSpan patience, CancellationToken cancellation)
    {
        var waiting = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        question.Request = Interlocked.Increment(ref lastRequest);
        asked[question.Request] = waiting;
        try
        {
            Send(new ServerMessage { Ask = question });
            if (!IsOpen) throw Gone();
            var answer = await waiting.Task.WaitAsync(patience, time, cancellation);
            return answer.Failure is { } failure ? throw new HoldfastException((ErrorCode)failure.Code, failure.Message, failure.Remedy.Length > 0 ? failure.Remedy : null) : answer;
        }
        catch (TimeoutException)
        {
            throw new HoldfastException(ErrorCode.AgentNotResponding, $"{ServerName} has not answered within {patience.TotalSeconds:0} seconds.");
        }
        finally
        {
            asked.TryRemove(question.Request, out _);
        }
    }

    /// <summary>What is cancelled is left to the collector: whoever ends all streams may be about to end this one.</summary>
    public void Dispose() => Close(null);

    internal void Touch() => Interlocked.Exchange(ref lastHeard, time.GetUtcNow().UtcTicks);

    /// <summary>An answer that nobody waits for any more, or that comes twice, changes nothing.</summary>
    internal void Answered(Answer answer)
    {
        if (asked.TryRemove(answer.Request, out var waiting)) waiting.TrySetResult(answer);
    }

    /// <summary>Ends the stream; the agent is told the reason.</summary>
    internal void Close(HoldfastException? why)
    {
        if (closing.IsCancellationRequested) return;
        Interlocked.CompareExchange(ref reason, why, null);
        outgoing.Writer.TryComplete();
        closing.Cancel();
        foreach (var waiting in asked.Values) waiting.TrySetException(Gone());
    }

    private HoldfastException Gone() => new(ErrorCode.AgentUnreachable, $"The connection to {ServerName} ended.");
}
