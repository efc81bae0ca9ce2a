using Holdfast.Format;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Log;

/// <summary>Whether segments that follow each other hold a log without a gap: every record sound, and naming the one before it.</summary>
internal sealed class LogCheck
{
    private readonly WalReader reader;
    private readonly int segmentSize;
    private Lsn? previous;

    public LogCheck(int segmentSize)
    {
        this.segmentSize = segmentSize;
        reader = new WalReader(Take);
    }

    public long Records { get; private set; }

    /// <summary>The first thing that is wrong; null: nothing.</summary>
    public string? Fault { get; private set; }

    /// <summary>Up to here it was read.</summary>
    public Lsn Reached { get; private set; }

    public void Append(Stream segment, WalName name, CancellationToken cancellation)
    {
        var page = new byte[WalReader.PageSize];
        var at = name.Start(segmentSize);
        try
        {
            for (; segment.ReadAtLeast(page, page.Length, throwOnEndOfStream: false) == page.Length; at = at.Add(page.Length))
            {
                cancellation.ThrowIfCancellationRequested();
                reader.Append(page, at);
                // A switch fills the rest of its segment with nothing: the segment is whole all the same.
                if (!reader.IsAtEnd || reader.Position > at) Reached = at.Add(page.Length);
                if (reader.IsAtEnd) return;
            }
        }
        catch (MalformedDataException error)
        {
            Fault ??= error.Message;
        }
    }

    private void Take(WalRecord record)
    {
        Records++;
        if (!record.IsSound) Fault ??= $"The record at {record.Position} does not hold its checksum.";
        else if (previous is { } before && record.Previous != before) Fault ??= $"The record at {record.Position} follows {record.Previous}; {before} came before it.";
        previous = record.Position;
    }
}
