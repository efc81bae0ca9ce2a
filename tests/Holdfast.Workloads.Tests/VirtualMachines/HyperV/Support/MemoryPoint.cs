using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Tests.VirtualMachines.Support;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

/// <summary>A recovery point in memory: takes a backup, is the point before of the next one, and is recovered from.</summary>
internal sealed class MemoryPoint(MemoryPoint? previous = null) : IItemSink, IPreviousItems, IPointContent
{
    private readonly Dictionary<string, (Item Item, byte[] Content)> _files = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Paths => [.. _files.Keys.Order(StringComparer.Ordinal)];

    public byte[] this[string path] => _files[path].Content;

    /// <summary>Bytes taken over from the point before.</summary>
    public long Kept { get; private set; }

    public IPreviousItems? Previous => previous;

    /// <summary>Folders that were added by themselves.</summary>
    public Dictionary<string, Item> Folders { get; } = new(StringComparer.Ordinal);

    public void Add(Item item) => Folders.Add(PathOf(item), item);

    public void AddFile(Item item, ReadOnlySpan<byte> content) => _files.Add(PathOf(item), (item, content.ToArray()));

    public ItemContent BeginFile(Item item, IContentCutter cutter, byte[]? basedOn = null) =>
        new File(this, item, basedOn is null ? null : previous![Encoding.UTF8.GetString(basedOn)]);

    public void Keep(Item item, byte[] previousPath) => throw new InvalidOperationException("Machines keep no files whole.");

    public Item? Find(byte[] path) => _files.TryGetValue(Encoding.UTF8.GetString(path), out var file) ? file.Item : null;

    public IEnumerable<Item> Children(byte[] path) => [];

    public Stream OpenRead(byte[] path) => new MemoryStream(_files[Encoding.UTF8.GetString(path)].Content, writable: false);

    public void Write(string? point, IReadOnlyList<string> paths, string folder, bool overwrite, CancellationToken cancellation)
    {
        foreach (var path in _files.Keys.Where(file => paths.Any(path => file == path || file.StartsWith(path + "/", StringComparison.Ordinal))))
        {
            var target = Path.Combine([folder, .. path.Split('/')]);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var file = new FileStream(target, overwrite ? FileMode.Create : FileMode.CreateNew);
            file.Write(_files[path].Content);
        }
    }

    public IEnumerable<(string Path, long Length)> Files(string? point, string directory) =>
        _files.Where(file => file.Key.StartsWith(directory + "/", StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => (file.Key, (long)file.Value.Content.Length));

    public IEnumerable<(string Path, ulong Group)> Links(string? point, string directory) =>
        _files.Where(file => file.Key.StartsWith(directory + "/", StringComparison.Ordinal) && file.Value.Item.LinkGroup != 0).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => (file.Key, file.Value.Item.LinkGroup));

    public Stream OpenRead(string? point, string path) => new MemoryStream(_files[path].Content, writable: false);

    private static string PathOf(Item item) => Encoding.UTF8.GetString(item.Parent.Length == 0 ? item.Name : [.. item.Parent, (byte)'/', .. item.Name]);

    private sealed class File(MemoryPoint point, Item item, byte[]? based) : ItemContent
    {
        private readonly MemoryContent _content = new(based);

        public override long Length => _content.Length;

        public override void Append(ReadOnlySpan<byte> bytes) => _content.Append(bytes);

        public override void AppendHole(long length) => _content.AppendHole(length);

        public override void CopyPrevious(long offset, long length)
        {
            _content.CopyPrevious(offset, length);
            point.Kept += length;
        }

        public override void Complete() => point._files.Add(PathOf(item), (item, _content.ToArray()));

        protected override void Dispose(bool disposing) => _content.Dispose();
    }
}
