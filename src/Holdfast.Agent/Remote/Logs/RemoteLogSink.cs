using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using Holdfast.Agent.Applications;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Bandwidth;
using Holdfast.Workloads.Applications;

namespace Holdfast.Agent.Remote.Logs;

/// <summary>The server's kept log, at the far end of a stream. A commit returns when the server has said that all before it is durable. One thread, besides that which reads.</summary>
internal sealed class RemoteLogSink(AsyncDuplexStreamingCall<LogUp, LogDown> call, BandwidthLimit limit, CancellationToken cancelled) : ILogSink, IDisposable
{
    private readonly CancellationTokenSource stopped = CancellationTokenSource.CreateLinkedTokenSource(cancelled), over = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
    private readonly BlockingCollection<LogCommitted> committed = [];
    private readonly List<LogSegment> segments = [];
    private Task reading = Task.CompletedTask;
    private string start = "";

    /// <summary>With the newest segments alone.</summary>
    public LogState? State { get; private set; }

    public TimeSpan Interval { get; private set; }

    /// <summary>The server wants no more, or is gone.</summary>
    public CancellationToken Stopped => stopped.Token;

    /// <summary>Nothing that is said is heard any more.</summary>
    public bool IsOver => over.IsCancellationRequested;

    /// <summary>Names the log, and hears what the server has of it.</summary>
    /// <exception cref="Contracts.Errors.HoldfastException">The server did not ask for it.</exception>
    public void Open(string log)
    {
        Say(new LogUp { Open = new LogOpen { Log = log } });
        if (!call.ResponseStream.MoveNext(over.Token).GetAwaiter().GetResult()) throw new IOException("The server closed the stream.");
        var answer = call.ResponseStream.Current;
        if (answer.Failure is { } refused) throw RemoteFailure.From(refused);
        if (answer.Opened is not { } opened) throw new IOException("The server answered with something else.");
        Interval = TimeSpan.FromMilliseconds(opened.IntervalMilliseconds);
        if (opened.Kept is { } kept)
        {
            State = ApplicationRecoveryWire.Read(kept);
            start = State.Start;
            segments.AddRange(State.Segments);
        }
        reading = Task.Run(Read, CancellationToken.None);
    }

    public void Begin(string from)
    {
        start = from;
        Say(new LogUp { Begin = new LogBegin { Start = from } });
    }

    public void Append(string segment, ReadOnlySpan<byte> bytes)
    {
        Note(segment, bytes.Length);
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, DataLimits.LargestLogPiece)];
            limit.Take(part.Length, over.Token);
            Say(new LogUp { Append = new LogPiece { Name = segment, Content = ByteString.CopyFrom(part) } });
            bytes = bytes[part.Length..];
        }
    }

    public void Put(string name, ReadOnlySpan<byte> content) => Say(new LogUp { Put = new LogPiece { Name = name, Content = ByteString.CopyFrom(content) } });

    public void Commit(string end, DateTimeOffset? covered)
    {
        var commit = new LogCommit { End = end };
        if (covered is { } moment) commit.Covered = ApplicationWire.Units(moment);
        Say(new LogUp { Commit = commit });
        committed.Take(over.Token);
        State = new LogState([.. segments], start, end, covered ?? State?.Covered);
    }

    /// <summary>The last word, and waits until the server has closed the stream.</summary>
    public void End(LogEnd end, TimeSpan patience)
    {
        over.CancelAfter(patience);
        Say(new LogUp { End = end });
        call.RequestStream.CompleteAsync().WaitAsync(over.Token).GetAwaiter().GetResult();
        reading.Wait(over.Token);
    }

    public void Dispose()
    {
        over.Cancel();
        call.Dispose();
        reading.Wait();
        stopped.Dispose();
        over.Dispose();
        committed.Dispose();
    }

    private void Say(LogUp message) => call.RequestStream.WriteAsync(message, over.Token).GetAwaiter().GetResult();

    private void Note(string segment, int length)
    {
        if (segments is [.., var last] && last.Name == segment) segments[^1] = last with { Length = last.Length + length };
        else segments.Add(new LogSegment(segment, length, default));
        if (segments.Count > 2 * DataLimits.MostLogSegments) segments.RemoveRange(0, DataLimits.MostLogSegments);
    }

    private async Task Read()
    {
        try
        {
            while (await call.ResponseStream.MoveNext(over.Token))
                if (call.ResponseStream.Current.Committed is { } done) committed.Add(done);
                else if (call.ResponseStream.Current.Stop is not null) await stopped.CancelAsync();
        }
        catch (Exception failure) when (failure is RpcException or IOException or OperationCanceledException or InvalidOperationException)
        {
            // The stream is gone, and so is the server for this run.
        }
        await over.CancelAsync();
        await stopped.CancelAsync();
    }
}
