using System.Threading.Channels;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Agents.Data;

/// <summary>
/// The messages of one data stream on their way to the ingest threads, and the answers on their way back. One message is worked on at a time, in order. A stream
/// that does not take its answers gets no more turns until it does.
/// </summary>
internal sealed class IngestLane(IngestThreads threads, RemoteAttempt attempt)
{
    private const int MostAnswerBytes = 8 << 20, MostMessages = 4;
    private readonly Lock gate = new();
    private readonly Queue<IDataTurn> waiting = [];
    private readonly Channel<DataDown> answers = Channel.CreateUnbounded<DataDown>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim room = new(MostMessages);
    private readonly CancellationTokenSource ended = new();
    private long answerBytes;
    private bool isQueued;

    /// <summary>Cancelled when the stream is to take no more messages.</summary>
    internal CancellationToken Ended => ended.Token;

    internal ChannelReader<DataDown> Answers => answers.Reader;

    /// <summary>Waits until another message may be read from the wire.</summary>
    internal Task Room(CancellationToken cancellation) => room.WaitAsync(cancellation);

    internal void Add(IDataTurn turn)
    {
        lock (gate)
        {
            waiting.Enqueue(turn);
            if (!MayRun()) return;
            isQueued = true;
        }
        threads.Add(this);
    }

    /// <summary>Tells that an answer has gone out.</summary>
    internal void Sent(DataDown answer)
    {
        lock (gate)
        {
            answerBytes -= Weight(answer);
            if (!MayRun()) return;
            isQueued = true;
        }
        threads.Add(this);
    }

    /// <summary>Ends the stream with an error, or with null at its regular end.</summary>
    internal void End(HoldfastException? failure)
    {
        lock (gate)
        {
            if (ended.IsCancellationRequested) return;
            waiting.Clear();
            if (failure is not null) answers.Writer.TryWrite(new DataDown { Failure = Failures.Of(failure) });
            answers.Writer.TryComplete();
        }
        ended.Cancel();
    }

    /// <summary>One turn on an ingest thread.</summary>
    /// <returns>True where the lane wants another.</returns>
    internal bool Turn(IngestScratch scratch)
    {
        IDataTurn? turn;
        lock (gate)
            if (!waiting.TryPeek(out turn))
                return isQueued = false;
        if (!attempt.TryEnter())
        {
            End(attempt.Failure ?? RemoteAttempt.Unknown());
            lock (gate) return isQueued = false;
        }
        var isDone = false;
        try
        {
            isDone = turn.Step(scratch, Answer);
        }
        catch (HoldfastException failure)
        {
            attempt.Fail(failure);
        }
        catch (Exception defect)
        {
            attempt.Fail(new HoldfastException(ErrorCode.UnexpectedError, $"{defect.GetType().Name}: {defect.Message}", inner: defect));
        }
        finally
        {
            attempt.Leave();
        }
        lock (gate)
        {
            // Ended meanwhile: nothing waits any more.
            if (isDone && waiting.TryDequeue(out _)) room.Release();
            isQueued = waiting.Count > 0 && answerBytes < MostAnswerBytes;
            return isQueued;
        }
    }

    private void Answer(DataDown answer)
    {
        lock (gate)
        {
            answerBytes += Weight(answer);
            answers.Writer.TryWrite(answer);
        }
    }

    private bool MayRun() => !isQueued && waiting.Count > 0 && answerBytes < MostAnswerBytes;

    private static int Weight(DataDown answer) => 64 + (answer.Chunk?.Payload.Length ?? 0);
}
