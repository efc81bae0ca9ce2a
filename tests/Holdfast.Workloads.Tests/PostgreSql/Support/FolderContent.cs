using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.Tests.PostgreSql.Support;

internal sealed class FolderContent(FolderPoint point, Item item, string? basedOn) : ItemContent
{
    private readonly string path = point.Prepare(item) + ".unfinished";
    private FileStream? stream;
    private long length;

    public override long Length => length;

    private FileStream Stream => stream ??= new FileStream(path, FileMode.CreateNew);

    public override void Append(ReadOnlySpan<byte> bytes)
    {
        Stream.Write(bytes);
        length += bytes.Length;
        Interlocked.Add(ref point.Written, bytes.Length);
    }

    public override void AppendHole(long count)
    {
        length += count;
        Stream.SetLength(length);
        Stream.Position = length;
    }

    public override void CopyPrevious(long offset, long count)
    {
        using var from = File.OpenRead(basedOn!);
        from.Position = offset;
        var bytes = new byte[count];
        from.ReadExactly(bytes);
        Stream.Write(bytes);
        length += count;
        Interlocked.Add(ref point.Copied, count);
    }

    public override void Complete()
    {
        _ = Stream;
        item.Size = length;
        point.Enter(item);
        stream!.Dispose();
        stream = null;
        File.Move(path, path[..^".unfinished".Length]);
    }

    protected override void Dispose(bool disposing) => stream?.Dispose();
}
