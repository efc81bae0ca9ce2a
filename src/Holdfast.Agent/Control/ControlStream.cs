using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Microsoft.Extensions.Logging;

namespace Holdfast.Agent.Control;

/// <summary>One control stream while it is open: sends what is queued, and heartbeats; ends itself when those stay without an answer.</summary>
internal sealed class ControlStream(
    AsyncDuplexStreamingCall<AgentMessage, ServerMessage> call, TimeSpan heartbeat, ControlOptions options, TimeProvider time, CancellationTokenSource ending)
    : IControlSender, IDisposable
{
    private const int LongestQueue = 4096, MostUnanswered = 3;
    private readonly Channel<AgentMessage> outgoing = Channel.CreateBounded<AgentMessage>(new BoundedChannelOptions(LongestQueue) { SingleReader = true });
    private readonly ConcurrentDictionary<ulong, long> sent = new();

    public bool Send(AgentMessage message) => outgoing.Writer.TryWrite(message);

    public void Dispose() => outgoing.Writer.TryComplete();

    internal void Answered(ulong number)
    {
        if (!sent.TryRemove(number, out var at)) return;
        // An answer to a later one shows that the stream lives.
        foreach (var earlier in sent.Keys.Where(key => key < number)) sent.TryRemove(earlier, out _);
        options.HeartbeatAnswered?.Invoke(time.GetElapsedTime(at));
    }

    /// <summary>Until the stream ends.</summary>
    /// <param name="everyBeat">Done with each heartbeat.</param>
    internal Task Keep(Func<Task> everyBeat, ILogger log) => Task.WhenAll(Guarded(Write, log), Guarded(() => Beat(everyBeat, log), log));

    private async Task Write()
    {
        await foreach (var message in outgoing.Reader.ReadAllAsync(ending.Token))
        {
            if (message.Heartbeat is { } beat) sent[beat.Number] = time.GetTimestamp();
            await call.RequestStream.WriteAsync(message, ending.Token);
        }
    }

    private async Task Beat(Func<Task> everyBeat, ILogger log)
    {
        using var timer = new PeriodicTimer(heartbeat, time);
        for (ulong number = 1; await timer.WaitForNextTickAsync(ending.Token); number++)
        {
            if (sent.Count >= MostUnanswered)
            {
                log.LogWarning("The server has not answered {Count} heartbeats; connecting anew.", sent.Count);
                await ending.CancelAsync();
                return;
            }
            Send(new AgentMessage { Heartbeat = new Heartbeat { Number = number } });
            try
            {
                await everyBeat();
            }
            catch (HoldfastException failure)
            {
                log.LogWarning("error {Code}: {Message}", (int)failure.Code, failure.Message);
            }
        }
    }

    // When one half fails, the stream is over; the reader says why.
    private async Task Guarded(Func<Task> half, ILogger log)
    {
        try
        {
            await half();
        }
        catch (Exception failure) when (failure is OperationCanceledException or RpcException or IOException or InvalidOperationException)
        {
            log.LogDebug(failure, "The control stream ended.");
            await ending.CancelAsync();
        }
    }
}
