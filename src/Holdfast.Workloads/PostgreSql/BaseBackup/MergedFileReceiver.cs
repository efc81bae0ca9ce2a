using Holdfast.Format;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>
/// Makes a whole file of the blocks that changed and the previous point's file: what does not follow is taken from there, and what is beyond its end or where it was cut off is zero, as
/// pg_combinebackup has it.
/// </summary>
/// <param name="previousSize">Of the previous point's file.</param>
/// <param name="begin">Opens the content of the whole file, of so many bytes.</param>
/// <param name="keep">Takes the previous content unread: nothing changed.</param>
internal sealed class MergedFileReceiver(string path, long received, long previousSize, Func<long, ItemContent> begin, Action keep, PageVerifier? verifier, uint firstBlock) : IFileReceiver
{
    private readonly byte[] page = new byte[PageChecksum.PageSize];
    private byte[] front = new byte[PageChecksum.PageSize];
    private IncrementalHeader? header;
    private ItemContent? content;
    private long position;
    private int inFront, inPage, index;
    private uint next;

    /// <summary>Of the whole file.</summary>
    public long Size { get; private set; }

    /// <summary>It is what it was.</summary>
    public bool IsKept { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var taken = header is null ? TakeFront(bytes) : position < header.Length ? (int)Math.Min(header.Length - position, bytes.Length) : TakePage(bytes);
            position += taken;
            bytes = bytes[taken..];
        }
    }

    public void Complete()
    {
        if (header is null || position != received || index != header.Blocks.Length) throw new MalformedDataException($"{path} ends early, at its byte {position}.");
        if (IsKept)
        {
            keep();
            return;
        }
        TakePrevious(header.ResultBlocks);
        content!.Complete();
    }

    public void Dispose() => content?.Dispose();

    private int TakeFront(ReadOnlySpan<byte> bytes)
    {
        var needed = IncrementalHeader.LengthOf(front.AsSpan(0, inFront), path);
        if (needed == 0) needed = IncrementalHeader.FixedLength;
        if (front.Length < needed) Array.Resize(ref front, needed);
        var part = Math.Min(needed - inFront, bytes.Length);
        bytes[..part].CopyTo(front.AsSpan(inFront));
        inFront += part;
        if (IncrementalHeader.LengthOf(front.AsSpan(0, inFront), path) == inFront) Begin();
        return part;
    }

    private void Begin()
    {
        header = IncrementalHeader.Parse(front.AsSpan(0, inFront), path);
        front = [];
        var expected = header.Length + ((long)header.Blocks.Length * PageChecksum.PageSize);
        if (expected != received) throw new MalformedDataException($"{path} has {received} bytes; its header, up to byte {inFront}, makes it {expected}.");
        Size = (long)header.ResultBlocks * PageChecksum.PageSize;
        IsKept = header.Blocks.Length == 0 && Size == previousSize;
        if (!IsKept) content = begin(Size);
    }

    private int TakePage(ReadOnlySpan<byte> bytes)
    {
        if (index == header!.Blocks.Length) throw new MalformedDataException($"{path} goes on after its last block, at its byte {position}.");
        var part = Math.Min(page.Length - inPage, bytes.Length);
        bytes[..part].CopyTo(page.AsSpan(inPage));
        inPage += part;
        if (inPage < page.Length) return part;
        inPage = 0;
        var block = header.Blocks[index++];
        TakePrevious(block);
        verifier?.Check(path, page, checked(firstBlock + block));
        content!.Append(page);
        next = block + 1;
        return part;
    }

    private void TakePrevious(uint end)
    {
        if (end <= next) return;
        long from = (long)next * PageChecksum.PageSize, to = (long)end * PageChecksum.PageSize;
        var there = Math.Clamp(Math.Min(previousSize, (long)header!.PreviousBlocks * PageChecksum.PageSize) - from, 0, to - from);
        if (there > 0) content!.CopyPrevious(from, there);
        if (to - from > there) content!.AppendHole(to - from - there);
        next = end;
    }
}
