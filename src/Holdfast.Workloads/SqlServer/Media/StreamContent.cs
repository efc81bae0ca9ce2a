namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>Gives the content of a stream to whoever reads it: pages to their verification, headers into a buffer, log to be counted, the rest to nobody.</summary>
internal sealed class StreamContent(ICutMarks? marks)
{
    private readonly GatheredBytes kept = new();
    private OpenSet? set;
    private StreamUse use;
    private int lead;
    private long untilMark;

    public uint Tag { get; private set; }

    public void Begin(StreamHeader stream, OpenSet? current, long offset)
    {
        Tag = stream.Tag;
        set = current;
        kept.Clear();
        use = Use(stream);
        var unit = use == StreamUse.Pages ? PageChecksum.PageLength : 512;
        lead = use is StreamUse.Pages or StreamUse.Log && stream.Length % unit != 0 ? (int)Math.Min(2, stream.Length) : 0;
        untilMark = MediaLimits.Extent;
        if (lead == 0 && stream.Length > 0)
        {
            Mark(offset);
        }
    }

    public void Push(ReadOnlySpan<byte> bytes, long offset)
    {
        if (lead > 0)
        {
            var taken = Math.Min(lead, bytes.Length);
            lead -= taken;
            bytes = bytes[taken..];
            offset += taken;
            if (lead == 0)
            {
                Mark(offset);
            }
        }

        switch (use)
        {
            case StreamUse.Pages:
                set!.Pages.Push(bytes, offset);
                break;
            case StreamUse.Log:
                Log(bytes.Length, offset);
                break;
            case StreamUse.Keep:
                kept.Take(bytes, MediaLimits.Configuration);
                break;
            default:
                break;
        }
    }

    /// <summary>What was kept of the stream; valid until the next begins.</summary>
    public ReadOnlySpan<byte> End(long offset)
    {
        if (use == StreamUse.Pages)
        {
            set!.Pages.End();
        }

        if (use is StreamUse.Pages or StreamUse.Log)
        {
            Mark(offset);
        }

        return kept.Bytes;
    }

    private StreamUse Use(StreamHeader stream)
    {
        var isContent = stream.Tag == Tags.PageStream || stream.Tag == Tags.LogStream;
        if (isContent && stream.IsOpaque && set is not null)
        {
            set.IsOpaque = true;
            return StreamUse.Skip;
        }

        return isContent && set is null ? StreamUse.Skip
            : stream.Tag == Tags.PageStream ? StreamUse.Pages
            : stream.Tag == Tags.LogStream ? StreamUse.Log
            : stream.Tag == Tags.ConfigurationStream || stream.Tag == Tags.StripeStream ? StreamUse.Keep
            : StreamUse.Skip;
    }

    private void Log(int length, long offset)
    {
        set!.LogBytes += length;
        while (length > 0)
        {
            var taken = (int)Math.Min(length, untilMark);
            length -= taken;
            offset += taken;
            untilMark -= taken;
            if (untilMark == 0)
            {
                untilMark = MediaLimits.Extent;
                marks?.At(offset);
            }
        }
    }

    private void Mark(long offset)
    {
        if (use is StreamUse.Pages or StreamUse.Log)
        {
            marks?.At(offset);
        }
    }
}
