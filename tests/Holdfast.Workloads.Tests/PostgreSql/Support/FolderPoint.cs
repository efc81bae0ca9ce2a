using System.Collections.Concurrent;
using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.Tests.PostgreSql.Support;

/// <summary>A recovery point that is a folder: what a workload hands over, as files.</summary>
internal sealed class FolderPoint(string folder, FolderPoint? previous) : IItemSink, IPreviousItems
{
    private readonly ConcurrentDictionary<string, Item> items = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> kept = new(StringComparer.Ordinal);

    public string Folder => folder;

    public IPreviousItems? Previous => previous;

    public IReadOnlyDictionary<string, Item> Items => items;

    /// <summary>Paths that were taken over unread.</summary>
    public ICollection<string> Kept => kept.Keys;

    /// <summary>Bytes that were handed over, and those that came from the previous point by range.</summary>
    public long Written, Copied;

    public BackupDocument? Document { get; set; }

    public string PathOf(string path) => Path.Combine(folder, path);

    public void Add(Item item)
    {
        Enter(item);
        if (item.Kind == ItemKind.Directory) Directory.CreateDirectory(PathOf(Text(item)));
    }

    public void AddFile(Item item, ReadOnlySpan<byte> content)
    {
        item.Size = content.Length;
        Enter(item);
        Interlocked.Add(ref Written, content.Length);
        File.WriteAllBytes(Prepare(item), content);
    }

    public ItemContent BeginFile(Item item, IContentCutter cutter, byte[]? basedOn = null) =>
        new FolderContent(this, item, basedOn is null ? null : previous!.PathOf(Encoding.UTF8.GetString(basedOn)));

    public void Keep(Item item, byte[] previousPath)
    {
        var from = previous?.PathOf(Encoding.UTF8.GetString(previousPath));
        if (!File.Exists(from)) throw new WorkloadException(WorkloadFault.ChainBroken, "The previous point has no such file.", "Take a full backup.");
        Enter(item);
        kept[Text(item)] = true;
        File.Copy(from, Prepare(item));
        Assert.Equal(new FileInfo(from).Length, item.Size);
    }

    public Item? Find(byte[] path) => items.GetValueOrDefault(Encoding.UTF8.GetString(path));

    /// <summary>With directories that nobody added, as a point has them.</summary>
    public IEnumerable<Item> Children(byte[] path) => items.Values.Where(item => item.Parent.AsSpan().SequenceEqual(path)).Concat(Missing(path)).OrderBy(item => Text(item), StringComparer.Ordinal);

    public Stream OpenRead(byte[] path) => File.OpenRead(PathOf(Encoding.UTF8.GetString(path)));

    private IEnumerable<Item> Missing(byte[] path) => items.Values
        .Where(item => path.Length > 0 && item.Parent.Length > path.Length && item.Parent.AsSpan().StartsWith(path) && item.Parent[path.Length] == '/')
        .Select(item => Encoding.UTF8.GetString(item.Parent.AsSpan(path.Length + 1)).Split('/')[0]).Distinct()
        .Where(name => !items.ContainsKey($"{Encoding.UTF8.GetString(path)}/{name}"))
        .Select(name => new Item { Parent = path, Name = Encoding.UTF8.GetBytes(name), Kind = ItemKind.Directory });

    internal void Enter(Item item) => Assert.True(items.TryAdd(Text(item), item), $"{Text(item)} came twice");

    internal string Prepare(Item item)
    {
        var path = PathOf(Text(item));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private static string Text(Item item) => Encoding.UTF8.GetString(item.Path);
}
