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
        Interlocked.Add(ref point.Copied, count);
        var bytes = new byte[Math.Min(count, 1 << 20)];
        while (count > 0)
        {
            var some = bytes.AsSpan(0, (int)Math.Min(count, bytes.Length));
            from.ReadExactly(some);
            Stream.Write(some);
            length += some.Length;
            count -= some.Length;
        }
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
