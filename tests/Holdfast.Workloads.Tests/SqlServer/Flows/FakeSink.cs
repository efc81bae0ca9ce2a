using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.Tests.SqlServer.Flows;

/// <summary>A point in memory; the one before stands behind it.</summary>
internal sealed class FakeSink(Dictionary<string, byte[]>? previous) : IItemSink, IPreviousItems
{
    public Dictionary<string, byte[]> Files { get; } = [];

    public List<string> KeptPaths { get; } = [];

    public List<string> Reads { get; } = [];

    public IPreviousItems? Previous => previous is null ? null : this;

    public void Add(Item item) => throw new InvalidOperationException("A database has files only.");

    public void AddFile(Item item, ReadOnlySpan<byte> content) => Files.Add(Encoding.UTF8.GetString(item.Path), content.ToArray());

    public ItemContent BeginFile(Item item, IContentCutter cutter, byte[]? basedOn = null) => new Content(this, Encoding.UTF8.GetString(item.Path), cutter);

    public void Keep(Item item, byte[] previousPath)
    {
        var path = Encoding.UTF8.GetString(previousPath);
        if (previous is null || !previous.TryGetValue(path, out var content)) throw new WorkloadException(WorkloadFault.ChainBroken, path, "");
        Assert.Equal(content.Length, item.Size);
        KeptPaths.Add(path);
        Files.Add(Encoding.UTF8.GetString(item.Path), content);
    }

    public Item? Find(byte[] path) => previous!.TryGetValue(Encoding.UTF8.GetString(path), out var content)
        ? new Item { Parent = ItemPath.Split(path).Parent, Name = ItemPath.Split(path).Name, Kind = ItemKind.File, Size = content.Length } : null;

    public IEnumerable<Item> Children(byte[] path)
    {
        var prefix = Encoding.UTF8.GetString(path) + "/";
        return previous!.Where(file => file.Key.StartsWith(prefix, StringComparison.Ordinal)).GroupBy(file => file.Key[prefix.Length..].Split('/')[0]).Select(group => new Item
        {
            Parent = path, Name = Encoding.UTF8.GetBytes(group.Key), Kind = group.Any(file => file.Key.Length > prefix.Length + group.Key.Length) ? ItemKind.Directory : ItemKind.File, Size = group.First().Value.Length,
        });
    }

    public Stream OpenRead(byte[] path)
    {
        Reads.Add(Encoding.UTF8.GetString(path));
        return new MemoryStream(previous![Encoding.UTF8.GetString(path)]);
    }

    private sealed class Content(FakeSink sink, string path, IContentCutter cutter) : ItemContent
    {
        private readonly MemoryStream _bytes = new();
        private int _cut;

        public override long Length => _bytes.Length;

        public override void Append(ReadOnlySpan<byte> bytes)
        {
            _bytes.Write(bytes);
            Cut(false);
        }

        public override void AppendHole(long length) => throw new InvalidOperationException();

        public override void CopyPrevious(long offset, long length) => throw new InvalidOperationException();

        public override void Complete()
        {
            Cut(true);
            Assert.Equal(_bytes.Length, _cut);
            sink.Files.Add(path, _bytes.ToArray());
        }

        protected override void Dispose(bool disposing)
        {
        }

        private void Cut(bool last)
        {
            while (_cut < _bytes.Length || last)
            {
                var next = cutter.Next(_bytes.GetBuffer().AsSpan(_cut, (int)_bytes.Length - _cut), last);
                if (next == 0) return;
                _cut += next;
            }
        }
    }
}
