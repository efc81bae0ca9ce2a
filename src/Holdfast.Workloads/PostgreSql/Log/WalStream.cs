using System.Globalization;
using System.Text;
using Holdfast.Format;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Log;

/// <summary>Follows the log of a cluster by streaming replication, timeline after timeline.</summary>
internal sealed class WalStream(WorkloadContext context, LogState? earlier) : ILogStream
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConnectionOrder order = ConnectionOrder.From(context);
    private readonly CancellationTokenSource closed = new();

    public void Run(ILogSink sink, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, closed.Token);
        try
        {
            Follow(sink, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Stopped while it waited for the server: what was received last is asked for again.
        }
        catch (MalformedDataException error)
        {
            throw new WorkloadException(WorkloadFault.ContentWrong, error.Message, "Check that the address leads to a PostgreSQL server; the stream is begun again.", error);
        }
    }

    public void Dispose()
    {
        closed.Cancel();
        closed.Dispose();
    }

    private void Follow(ILogSink sink, CancellationToken stop)
    {
        WalPosition? next = null;
        while (!stop.IsCancellationRequested)
        {
            // Its own lifetime: stopping still sends how far we got.
            using var connection = Connection.Open(order, null, CancellationToken.None);
            connection.SetPatience(Patience);
            var segmentSize = SegmentSize(connection);
            var position = next ?? Begin(connection, sink, segmentSize);
            using var questions = Connection.Open(order, order.Options.Database, stop);
            questions.SetPatience(Patience);
            if (!Start(connection, position))
            {
                next = Switch(connection, sink, segmentSize);
                continue;
            }
            connection.SetPatience(TimeSpan.Zero);
            using var receiver = new WalReceiver(connection, questions, sink, position, segmentSize, context.Clock);
            if (!receiver.Run(stop)) return;
            next = receiver.ReadSwitch();
        }
    }

    /// <summary>Where to go on: from what the sink has, or from what the slot keeps.</summary>
    private WalPosition Begin(Connection connection, ILogSink sink, int segmentSize)
    {
        var system = connection.Query("IDENTIFY_SYSTEM");
        var identifier = system[0, "systemid"] ?? "";
        var memory = SlotMemory.Read(context, order.Options.Slot);
        var state = sink.State ?? earlier;
        if (state is not null && memory.SystemIdentifier.Length > 0 && memory.SystemIdentifier != identifier)
            throw Broken("The address leads to another cluster than the one whose log is kept.");
        (memory with { SystemIdentifier = identifier }).Write(context);
        var slot = ReplicationSlot.Find(connection, memory.Slot);
        if (state is not null && LastOf(state, segmentSize) is { } kept)
        {
            if (slot is { Restart: null }) throw Lost(connection, memory.Slot);
            slot ??= ReplicationSlot.Make(connection, memory.Slot);
            return kept;
        }
        if (slot is { Restart: null })
        {
            ReplicationSlot.Drop(connection, memory.Slot);
            slot = null;
        }
        slot ??= ReplicationSlot.Make(connection, memory.Slot);
        var start = (slot.Restart ?? throw Broken("The server keeps no log for a new replication slot.")).SegmentStart(segmentSize);
        var timeline = slot.Timeline > 0 ? slot.Timeline : WalPosition.From(system, "timeline", "xlogpos").Timeline;
        if (sink.State is null) sink.Begin(start.ToString());
        if (timeline > 1) sink.Put(WalName.History(timeline), History(connection, timeline));
        return new WalPosition(timeline, start);
    }

    private bool Start(Connection connection, WalPosition position)
    {
        var slot = SlotMemory.Read(context, order.Options.Slot).Slot;
        try
        {
            connection.Begin(string.Create(CultureInfo.InvariantCulture, $"START_REPLICATION SLOT {slot} PHYSICAL {position.At} TIMELINE {position.Timeline}"));
            return connection.Next() switch
            {
                'W' => true,
                'T' => false, // the timeline ended right there
                var kind => throw new MalformedDataException($"PostgreSQL answered with “{kind}” where its log was asked for."),
            };
        }
        catch (WorkloadException error) when (error.InnerException is ServerErrorException { State: "XX000" or ServerErrors.InPrerequisiteState } inner)
        {
            if (inner.State == "XX000" && !IsElsewhere(position)) throw;
            // The slot was invalidated, or it is not the log that we have the front of.
            throw new WorkloadException(WorkloadFault.ChainBroken, $"The log does not go on at {position.At} of timeline {position.Timeline}: {inner.ServerText}", "A new full backup begins a new chain.", error);
        }
        catch (WorkloadException error) when (error.InnerException is ServerErrorException { State: ServerErrors.ObjectInUse })
        {
            throw new WorkloadException(WorkloadFault.NotReachable, $"The replication slot {slot} is in use: another program follows it, or the server has not noticed yet that our last connection ended.",
                "Wait a minute; if it stays so, see pg_stat_replication for who uses it.", error);
        }
    }

    /// <summary>Whether a position is not in the server's history, or ahead of it. The error that says so has the code of every internal one, and its words depend on the server's language.</summary>
    private bool IsElsewhere(WalPosition position)
    {
        using var connection = Connection.Open(order, null, CancellationToken.None);
        var server = WalPosition.From(connection.Query("IDENTIFY_SYSTEM"), "timeline", "xlogpos");
        if (server.Timeline == position.Timeline) return server.At < position.At;
        return server.Timeline < position.Timeline || TimelineHistory.EndOf(History(connection, server.Timeline), position.Timeline) is not { } end || end < position.At;
    }

    private static WalPosition Switch(Connection connection, ILogSink sink, int segmentSize)
    {
        var result = connection.Rows();
        while (connection.Next() != 'Z')
        {
        }
        return Branch(connection, result, segmentSize, sink.Put);
    }

    /// <summary>The next timeline, from the start of the segment in which it branches off: that segment exists in both.</summary>
    internal static WalPosition Branch(Connection connection, QueryResult result, int segmentSize, Action<string, ReadOnlySpan<byte>> put)
    {
        var next = WalPosition.From(result, "next_tli", "next_tli_startpos");
        put(WalName.History(next.Timeline), History(connection, next.Timeline));
        return next with { At = next.At.SegmentStart(segmentSize), Branch = next.At };
    }

    private static byte[] History(Connection connection, uint timeline) =>
        Encoding.UTF8.GetBytes(connection.Query(string.Create(CultureInfo.InvariantCulture, $"TIMELINE_HISTORY {timeline}"))[0, "content"] ?? "");

    private static int SegmentSize(Connection connection)
    {
        var text = connection.Scalar("SHOW wal_segment_size") ?? "";
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        var size = int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? text[digits..].Trim() switch
        {
            "MB" when number <= 1024 => number << 20,
            "GB" when number == 1 => 1 << 30,
            _ => 0,
        } : 0;
        return int.IsPow2(size) && size >= 1 << 20 ? size : throw new MalformedDataException($"The server says that a segment of its log has “{text}”.");
    }

    private static WalPosition? LastOf(LogState state, int segmentSize)
    {
        WalName? last = null;
        foreach (var segment in state.Segments)
            if (WalName.TryParse(segment.Name, segmentSize, out var name) && (last is null || name.Timeline > last.Value.Timeline || (name.Timeline == last.Value.Timeline && name.Number > last.Value.Number))) last = name;
        return last is null ? null : new WalPosition(last.Value.Timeline, Lsn.Parse(state.End));
    }

    private static WorkloadException Lost(Connection connection, string slot)
    {
        // Dropped, so that the next chain gets one that keeps the log.
        ReplicationSlot.Drop(connection, slot);
        return Broken($"The server gave up the log that it kept for the replication slot {slot} (max_slot_wal_keep_size).");
    }

    private static WorkloadException Broken(string message) => new(WorkloadFault.ChainBroken, message, "A new full backup begins a new chain.");
}
