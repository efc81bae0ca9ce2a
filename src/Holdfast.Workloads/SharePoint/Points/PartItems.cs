using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SharePoint.Points;

/// <summary>A folder of a farm's point, as the point of one database: paths begin at the folder.</summary>
/// <param name="hasPrevious">The point before has the folder, and it is of the same database.</param>
internal sealed class PartItems(IItemSink sink, string folder, bool hasPrevious) : IItemSink, IPreviousItems
{
    private readonly byte[] prefix = Encoding.UTF8.GetBytes(folder);

    public IPreviousItems? Previous => hasPrevious && sink.Previous is not null ? this : null;

    public void Add(Item item) => sink.Add(item.At(Under(item.Parent)));

    public void AddFile(Item item, ReadOnlySpan<byte> content) => sink.AddFile(item.At(Under(item.Parent)), content);

    public ItemContent BeginFile(Item item, IContentCutter cutter, byte[]? basedOn = null) => sink.BeginFile(item.At(Under(item.Parent)), cutter, basedOn is null ? null : Under(basedOn));

    public void Keep(Item item, byte[] previousPath) => sink.Keep(item.At(Under(item.Parent)), Under(previousPath));

    public Item? Find(byte[] path) => sink.Previous!.Find(Under(path)) is { } found ? Own(found) : null;

    public IEnumerable<Item> Children(byte[] path) => sink.Previous!.Children(Under(path)).Select(Own);

    public Stream OpenRead(byte[] path) => sink.Previous!.OpenRead(Under(path));

    private byte[] Under(byte[] path) => path.Length == 0 ? prefix : [.. prefix, ItemPath.Separator, .. path];

    private Item Own(Item item) => item.At(item.Parent.Length <= prefix.Length ? [] : item.Parent[(prefix.Length + 1)..]);
}
