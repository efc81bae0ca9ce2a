using Holdfast.Format;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Log;

/// <summary>Receives one timeline: appends what comes, makes it durable at the sink's interval, and only then tells the server that it may forget it.</summary>
internal sealed class WalReceiver : IDisposable
{
    /// <summary>How often the server is asked for a sign of life at least; without one for <see cref="Silence"/> it counts as gone.</summary>
    private static readonly TimeSpan Ask = TimeSpan.FromSeconds(5), Silence = TimeSpan.FromSeconds(60);

    /// <summary>Before a commit the server is asked for a moment that it may cover: a busy one has sent by then what that needs.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(200);

    private readonly Connection connection, questions;
    private readonly ILogSink sink;
    private readonly int segmentSize;
    private readonly uint timeline;
    private readonly TimeProvider clock;
    private readonly MessagePump pump;
    private readonly CoveredTime covered = new();
    private readonly TimeSpan look;
    private readonly Lsn branch;
    private DateTimeOffset? reached;
    private bool hasLooked;
    private Lsn received, durable;
    private long lastCommit, lastAsk, lastSign;

    /// <param name="questions">For ordinary statements; closed where the stream is stopped.</param>
    public WalReceiver(Connection connection, Connection questions, ILogSink sink, WalPosition start, int segmentSize, TimeProvider clock)
    {
        this.connection = connection;
        this.questions = questions;
        this.sink = sink;
        this.segmentSize = segmentSize;
        this.clock = clock;
        timeline = start.Timeline;
        branch = start.Branch;
        look = sink.Interval - (sink.Interval < 4 * Ahead ? sink.Interval / 4 : Ahead);
        received = durable = start.At;
        lastCommit = lastAsk = lastSign = clock.GetTimestamp();
        pump = new MessagePump(connection);
    }

    /// <summary>Until it is stopped (false) or the timeline ended (true).</summary>
    public bool Run(CancellationToken stop)
    {
        SendStatus(ask: true);
        while (!stop.IsCancellationRequested)
        {
            if (pump.TryTake(TimeSpan.FromMilliseconds(100), out var kind, out var payload))
            {
                lastSign = clock.GetTimestamp();
                if (kind == 'c')
                {
                    Commit();
                    return true;
                }
                if (kind == 'd') Take(payload);
            }
            KeepTime(stop);
        }
        Commit();
        connection.Write(new MessageWriter('c').Done());
        return false;
    }

    /// <summary>After the end of the timeline: which one follows.</summary>
    public WalPosition ReadSwitch()
    {
        connection.Write(new MessageWriter('c').Done());
        while (connection.Next() is var kind && kind != 'T')
            if (kind == 'Z') throw new MalformedDataException("The server ended a timeline without saying which one follows.");
        var result = connection.Rows();
        while (connection.Next() != 'Z')
        {
        }
        return WalStream.Branch(connection, result, segmentSize, sink.Put);
    }

    public void Dispose() => pump.Dispose();

    private void Take(byte[] payload)
    {
        var fields = new MessageFields(payload);
        switch ((char)fields.Byte())
        {
            case 'w':
                var start = fields.Lsn();
                fields.Take(16); // the end of the server's log, and its time; see ServerMoment
                if (start != received) throw new WorkloadException(WorkloadFault.ContentWrong, $"The log has a gap: {received} was expected, {start} came.", "The stream is begun again.");
                Append(fields.Rest());
                break;
            case 'k':
                fields.Take(16);
                if (fields.Byte() != 0) SendStatus(ask: false);
                break;
            default: throw new MalformedDataException("A message of the log's stream is none.");
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var within = (int)(received.Value % (ulong)segmentSize);
            var part = Math.Min(bytes.Length, segmentSize - within);
            sink.Append(WalName.At(timeline, received, segmentSize).Text(segmentSize), bytes[..part]);
            received = received.Add(part);
            bytes = bytes[part..];
        }
    }

    private void KeepTime(CancellationToken stop)
    {
        if (!hasLooked && clock.GetElapsedTime(lastCommit) >= look) Look(stop);
        if (clock.GetElapsedTime(lastCommit) >= sink.Interval) Commit();
        if (clock.GetElapsedTime(lastAsk) >= (sink.Interval < Ask ? sink.Interval : Ask)) SendStatus(ask: true);
        if (clock.GetElapsedTime(lastSign) > Silence)
            throw new WorkloadException(WorkloadFault.NotReachable, "The server has said nothing for a minute.", "Check that it runs and that the network is up; the stream goes on where it ended.");
    }

    private void Look(CancellationToken stop)
    {
        hasLooked = true;
        try
        {
            if (ServerMoment.Read(questions) is { } moment) covered.Add(moment);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped while it asked: what came is committed with what was known.
        }
    }

    private void Commit()
    {
        reached = covered.Reached(received) ?? reached;
        lastCommit = clock.GetTimestamp();
        hasLooked = false;
        // Less of this timeline than of the one before is not kept: whoever recovered now would miss the rest.
        if (received < branch) return;
        var grew = received > durable;
        // Nothing came and no later moment is covered: there is nothing to keep.
        if (!grew && (reached is null || sink.State is not { } state || state.Covered >= reached)) return;
        sink.Commit(received.ToString(), reached);
        durable = received;
        if (grew) SendStatus(ask: true);
    }

    private void SendStatus(bool ask)
    {
        if (ask) lastAsk = clock.GetTimestamp();
        var flushed = unchecked((long)durable.Value);
        connection.Write(new MessageWriter('d').Byte((byte)'r').Int64(unchecked((long)received.Value)).Int64(flushed).Int64(flushed).Int64(PgTime.To(clock.GetUtcNow())).Byte((byte)(ask ? 1 : 0)).Done());
    }
}
