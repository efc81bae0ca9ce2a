using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>
/// Cuts a backup file of SQL Server where its pages lie: chunks begin at pages whose number is a multiple of eight and hold at most eight, headers and log are cut apart
/// from them. So pages that did not change make the same chunks again, wherever in which stripe they are. Reads and verifies the file on the way; a file that does not
/// follow the format is cut all the same, every 64 KiB from there on.
/// </summary>
public sealed class MediaCutter : IContentCutter
{
    private readonly MarkQueue marks;
    private readonly MediaReader reader;
    private MalformedFileException? fault;
    private long start;
    private long pushed;

    /// <param name="pagesPerChunk">1, 2, 4, or 8. A changed page is stored anew with those that are cut with it; fewer make more chunks to keep account of.</param>
    public MediaCutter(int pagesPerChunk = PageExtent.Length)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pagesPerChunk is 1 or 2 or 4 or PageExtent.Length, true, nameof(pagesPerChunk));
        marks = new MarkQueue(pagesPerChunk);
        reader = new MediaReader(marks);
    }

    public int Next(ReadOnlySpan<byte> data, bool last)
    {
        while (true)
        {
            if (marks.After(start) is { } mark)
            {
                return Cut(mark - start);
            }

            var unseen = data[(int)(pushed - start)..];
            var untilLongest = MediaLimits.Extent - (pushed - start);
            if (untilLongest == 0)
            {
                return Cut(MediaLimits.Extent);
            }

            if (unseen.Length == 0)
            {
                return last ? Cut(data.Length) : 0;
            }

            Push(unseen[..(int)Math.Min(unseen.Length, untilLongest)]);
        }
    }

    /// <summary>What the file is, after the last chunk.</summary>
    /// <exception cref="MalformedFileException">It does not follow the format, or ended too early.</exception>
    public MediaReport Complete() => fault is null ? reader.Complete() : throw new MalformedFileException(fault.Offset, fault.Expected, fault.Found, fault);

    private void Push(ReadOnlySpan<byte> bytes)
    {
        pushed += bytes.Length;
        if (fault is not null)
        {
            return;
        }

        try
        {
            reader.Push(bytes);
        }
        catch (MalformedFileException malformed)
        {
            // The bytes are kept as they are; whoever asks for the report is told.
            fault = malformed;
        }
    }

    private int Cut(long length)
    {
        start += length;
        return (int)length;
    }
}
