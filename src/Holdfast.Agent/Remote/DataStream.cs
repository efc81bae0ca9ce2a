using Grpc.Core;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;

namespace Holdfast.Agent.Remote;

/// <summary>
/// One data stream of an attempt, opened again whenever it breaks: what was not answered is asked again, and the server takes it as often as it comes. Thread-safe.
/// </summary>
internal sealed class DataStream : IDisposable
{
    private readonly AttemptConnection connection;
    private readonly CancellationTokenSource stop = new();
    private readonly object gate = new();
    private readonly LinkedList<RemoteRequest> unanswered = [];
    private readonly Dictionary<ulong, LinkedListNode<RemoteRequest>> bySequence = [];
    private readonly SemaphoreSlim something = new(0);
    private readonly Task running;
    private LinkedListNode<RemoteRequest>? nextToSend;
    private ulong lastSequence;
    private long unansweredBytes;
    private long heardAt;
    private CancellationTokenSource? current;
    private Exception? failure;

    public DataStream(AttemptConnection connection)
    {
        this.connection = connection;
        running = Task.Run(Run);
    }

    /// <summary>Hands a request over; waits while too much is unanswered.</summary>
    /// <exception cref="HoldfastException">The attempt has ended.</exception>
    public void Ask(RemoteRequest request, CancellationToken cancellation)
    {
        using var woken = cancellation.Register(Wake);
        lock (gate)
        {
            while (failure is null && unansweredBytes > 0 && unansweredBytes + request.Size > DataLimits.MostUnanswered)
            {
                cancellation.ThrowIfCancellationRequested();
                Monitor.Wait(gate);
            }
            if (failure is not null) throw RemoteFailure.Again(failure);
            request.Sequence = ++lastSequence;
            var node = unanswered.AddLast(request);
            nextToSend ??= node;
            bySequence.Add(request.Sequence, node);
            unansweredBytes += request.Size;
        }
        something.Release();
    }

    /// <summary>Waits until everything is answered.</summary>
    /// <exception cref="HoldfastException">The attempt has ended.</exception>
    public void Drain(CancellationToken cancellation)
    {
        using var woken = cancellation.Register(Wake);
        lock (gate)
        {
            while (failure is null && unanswered.Count > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                Monitor.Wait(gate);
            }
            if (failure is not null) throw RemoteFailure.Again(failure);
        }
    }

    /// <summary>Bytes that wait for an answer.</summary>
    public long Unanswered
    {
        get { lock (gate) return unansweredBytes; }
    }

    public void Dispose()
    {
        stop.Cancel();
        running.Wait();
        stop.Dispose();
        something.Dispose();
    }

    private async Task Run()
    {
        var lastUp = connection.Clock.GetTimestamp();
        for (var tries = 0; !stop.IsCancellationRequested; tries++)
        {
            var heardBefore = heardAt;
            try
            {
                await Connect();
            }
            catch (HoldfastException end)
            {
                Fail(end);
                return;
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error) when (error is RpcException or IOException or OperationCanceledException or InvalidOperationException or HttpRequestException)
            {
                if (heardAt != heardBefore) (lastUp, tries) = (heardAt, 0);
                if (connection.Clock.GetElapsedTime(lastUp) > connection.Patience)
                {
                    Fail(new HoldfastException(ErrorCode.NotReachable, $"The server could not be reached for {connection.Patience.TotalMinutes:0} minutes: {error.Message}", inner: error));
                    return;
                }
            }
            await Pause(tries);
        }
        Fail(new OperationCanceledException());
    }

    /// <summary>Doubles from a tenth of a second to ten seconds.</summary>
    private async Task Pause(int tries)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(100 << Math.Min(tries, 7), 10_000)), connection.Clock, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // It ends.
        }
    }

    /// <summary>One connection from opening to its end. Returns only by an exception or at <see cref="Dispose"/>.</summary>
    private async Task Connect()
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        using var call = connection.Client().Transfer(cancellationToken: either.Token);
        lock (gate) current = either;
        try
        {
            using var watch = connection.Clock.CreateTimer(_ => EndIfStalled(), null, connection.Stall / 4, connection.Stall / 4);
            await Converse(call, either);
        }
        finally
        {
            lock (gate) current = null;
        }
    }

    private async Task Converse(AsyncDuplexStreamingCall<DataUp, DataDown> call, CancellationTokenSource either)
    {
        await call.RequestStream.WriteAsync(new DataUp { Open = new Open { Job = connection.Attempt } }, either.Token);
        Heard();
        if (!await call.ResponseStream.MoveNext(either.Token)) throw new IOException("The server closed the stream.");
        if (call.ResponseStream.Current.Failure is { } refused) throw RemoteFailure.From(refused);
        Heard();
        lock (gate) nextToSend = unanswered.First;
        var reading = Read(call.ResponseStream, either.Token);
        var writing = Write(call.RequestStream, either.Token);
        var first = await Task.WhenAny(reading, writing);
        await either.CancelAsync();
        // Both must have ended before anything is sent again: a buffer may still be read from.
        await Task.WhenAll(reading, writing).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        if (reading.Exception?.InnerException is HoldfastException end) throw end;
        await first;
    }

    private async Task Write(IClientStreamWriter<DataUp> up, CancellationToken cancellation)
    {
        while (true)
        {
            if (Next() is { } request) await up.WriteAsync(request.Message(), cancellation);
            else await something.WaitAsync(cancellation);
        }
    }

    private RemoteRequest? Next()
    {
        lock (gate)
        {
            if (nextToSend is not { } node) return null;
            if (unanswered.First == node) Heard(); // until now nothing was due
            nextToSend = node.Next;
            return node.Value;
        }
    }

    private async Task Read(IAsyncStreamReader<DataDown> down, CancellationToken cancellation)
    {
        while (await down.MoveNext(cancellation))
        {
            Heard();
            var answer = down.Current;
            if (answer.Failure is { } failed) throw RemoteFailure.From(failed);
            if (Find(SequenceOf(answer)) is { } request && await request.Take(answer))
            {
                Remove(request);
                request.Complete();
            }
        }
        throw new IOException("The server closed the stream.");
    }

    private static ulong SequenceOf(DataDown answer) => answer.MessageCase switch
    {
        DataDown.MessageOneofCase.Pinned => answer.Pinned.Sequence,
        DataDown.MessageOneofCase.Stored => answer.Stored.Sequence,
        DataDown.MessageOneofCase.Chunk => answer.Chunk.Sequence,
        DataDown.MessageOneofCase.ReadDone => answer.ReadDone.Sequence,
        _ => 0,
    };

    private RemoteRequest? Find(ulong sequence)
    {
        lock (gate) return bySequence.GetValueOrDefault(sequence)?.Value;
    }

    private void Remove(RemoteRequest request)
    {
        lock (gate)
        {
            if (!bySequence.Remove(request.Sequence, out var node)) return;
            if (nextToSend == node) nextToSend = node.Next;
            unanswered.Remove(node);
            unansweredBytes -= request.Size;
            Monitor.PulseAll(gate);
        }
    }

    private void Fail(Exception reason)
    {
        List<RemoteRequest> left;
        lock (gate)
        {
            failure ??= reason;
            left = [.. unanswered];
            unanswered.Clear();
            bySequence.Clear();
            nextToSend = null;
            Monitor.PulseAll(gate);
        }
        foreach (var request in left) request.Fail(reason);
    }

    private void Heard() => Interlocked.Exchange(ref heardAt, connection.Clock.GetTimestamp());

    /// <summary>A connection that hangs looks like one that is slow: where something is due and nothing has come for long, another is tried.</summary>
    private void EndIfStalled()
    {
        lock (gate)
            if (unanswered.Count > 0 && connection.Clock.GetElapsedTime(Interlocked.Read(ref heardAt)) > connection.Stall) current?.Cancel();
    }

    private void Wake()
    {
        lock (gate) Monitor.PulseAll(gate);
    }
}
