using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>
/// Reads a backup file of SQL Server (Microsoft Tape Format) as its bytes pass: checks every header, verifies every page that has a checksum, collects the facts.
/// One pass, pieces of any length, memory bounded whatever the file says. Not thread-safe.
/// </summary>
public sealed class MediaReader
{
    private readonly MediaLayout layout;
    private readonly GatheredBytes gathered = new();
    private MediaStep step = MediaStep.Block;
    private BlockHeader block;
    private StreamHeader stream;
    private long began;
    private long left;

    public MediaReader()
        : this(null)
    {
    }

    internal MediaReader(ICutMarks? marks) => layout = new MediaLayout(marks);

    /// <summary>Bytes read.</summary>
    public long Position { get; private set; }

    /// <summary>Takes the next bytes of the file.</summary>
    /// <exception cref="MalformedFileException">They do not follow the format. Nothing more can be pushed then.</exception>
    public void Push(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var taken = Step(bytes);
            bytes = bytes[taken..];
            Position += taken;
            Advance();
        }
    }

    /// <summary>Says that the file ends here.</summary>
    /// <exception cref="MalformedFileException">It ends too early.</exception>
    public MediaReport Complete()
    {
        if (step == MediaStep.Opaque || (Position < BlockHeader.Length && gathered.Bytes.StartsWith(Tags.Opaque)))
        {
            return new MediaReport(MediaForm.Opaque, null, 1, 1, [], Position);
        }

        var paddingOnly = step == MediaStep.Block && layout.MayEnd && !gathered.Bytes.ContainsAnyExcept((byte)0);
        if (step != MediaStep.Zeros && !paddingOnly)
        {
            throw new MalformedFileException(Position, Missing(), "the end of the file");
        }

        return layout.Report(Position);
    }

    /// <summary>What has been read, the set included that has not ended; for a file that turned out to be malformed.</summary>
    public MediaReport SoFar() => layout.Report(Position);

    private int Step(ReadOnlySpan<byte> bytes)
    {
        switch (step)
        {
            case MediaStep.Block:
                return gathered.Take(bytes, BlockHeader.Length);
            case MediaStep.BlockBody:
                return gathered.Take(bytes, block.FirstStream);
            case MediaStep.Stream:
                return gathered.Take(bytes, StreamHeader.HeaderLength);
            case MediaStep.Zeros:
                var other = bytes.IndexOfAnyExcept((byte)0);
                return other < 0 ? bytes.Length : throw new MalformedFileException(Position + other, "zeros up to the end of the file", $"byte {bytes[other]:x2}");
            case MediaStep.Opaque:
                return bytes.Length;
            default:
                var taken = (int)Math.Min(left, bytes.Length);
                if (step == MediaStep.Content)
                {
                    layout.Content(bytes[..taken], Position);
                }

                left -= taken;
                return taken;
        }
    }

    /// <summary>Goes on where what was begun is complete.</summary>
    private void Advance()
    {
        if (step == MediaStep.Block && gathered.Count == BlockHeader.Length)
        {
            OpenBlock();
        }
        else if (step == MediaStep.BlockBody && gathered.Count == block.FirstStream)
        {
            layout.Block(block.Tag, gathered.Bytes, began);
            Expect(MediaStep.Stream, Position);
        }
        else if (step == MediaStep.Stream && gathered.Count == StreamHeader.HeaderLength)
        {
            stream = StreamHeader.Read(gathered.Bytes, began);
            layout.BeginStream(stream, Position);
            Run(MediaStep.Content, stream.Length);
        }

        while (left == 0 && step is MediaStep.Content or MediaStep.Filemark or MediaStep.Padding)
        {
            Close();
        }
    }

    private void OpenBlock()
    {
        if (began == 0 && gathered.Bytes.StartsWith(Tags.Opaque))
        {
            step = MediaStep.Opaque;
            return;
        }

        if (layout.MayEnd && !gathered.Bytes.ContainsAnyExcept((byte)0))
        {
            step = MediaStep.Zeros;
            return;
        }

        block = BlockHeader.Read(gathered.Bytes, began);
        layout.BeginBlock(block.Tag, began);
        if (!block.HasStreams)
        {
            Run(MediaStep.Filemark, block.FirstStream - BlockHeader.Length);
        }
        else if (block.FirstStream == BlockHeader.Length)
        {
            layout.Block(block.Tag, gathered.Bytes, began);
            Expect(MediaStep.Stream, Position);
        }
        else
        {
            step = MediaStep.BlockBody;
        }
    }

    private void Close()
    {
        switch (step)
        {
            case MediaStep.Content:
                layout.EndStream(Position);
                Run(MediaStep.Padding, -Position & 3);
                break;
            case MediaStep.Padding when stream.Tag != Tags.LastStream:
                Expect(MediaStep.Stream, Position);
                break;
            default:
                Expect(MediaStep.Block, Position);
                break;
        }
    }

    private void Expect(MediaStep next, long at)
    {
        step = next;
        began = at;
        gathered.Clear();
    }

    private void Run(MediaStep next, long length)
    {
        step = next;
        left = length;
    }

    private string Missing() => step switch
    {
        MediaStep.Block when gathered.Count > 0 => "the rest of the header of a block",
        MediaStep.Block => layout.Next,
        MediaStep.BlockBody => $"the rest of block {Tags.Text(block.Tag)}, which begins at byte {began}",
        MediaStep.Stream => $"the header of a stream of block {Tags.Text(block.Tag)}",
        MediaStep.Filemark => $"the rest of block {Tags.Text(block.Tag)}, which begins at byte {began}",
        _ => $"{left} more bytes of stream {Tags.Text(stream.Tag)}, which begins at byte {began}",
    };
}
