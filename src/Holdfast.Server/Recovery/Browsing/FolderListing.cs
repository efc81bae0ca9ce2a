using System.Text;
using Holdfast.Format.Items;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Recovery.Browsing;

/// <summary>What a folder of a point holds, in the order of the point: by the bytes of the names. Immutable but for the orders that it remembers. Thread-safe.</summary>
internal sealed class FolderListing(IReadOnlyList<BrowsedItem> items)
{
    internal static readonly IReadOnlyList<string> Orders = ["name", "size", "modified"];

    private readonly Lock gate = new();
    private readonly Dictionary<(string Order, bool Descending), int[]> sorted = [];
    private string[]? names;

    internal static FolderListing Empty { get; } = new([]);

    internal int Count => items.Count;

    /// <summary>The item of the same path, or null.</summary>
    internal BrowsedItem? Find(byte[] path)
    {
        var (low, high) = (0, items.Count - 1);
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            var order = items[middle].Path.AsSpan().SequenceCompareTo(path);
            if (order == 0) return items[middle];
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return null;
    }

    /// <summary>A part of the folder, and how many items the text leaves in all.</summary>
    /// <param name="order">One of <see cref="Orders"/>; null for the order of the point.</param>
    internal (IReadOnlyList<BrowsedItem> Items, int Total) Page(string? order, bool descending, string? text, int offset, int limit)
    {
        var indexes = order is null ? Unsorted(descending) : Sorted(order, descending);
        if (text is null) return ([.. indexes.Skip(offset).Take(limit).Select(index => items[index])], items.Count);
        var known = Names();
        var fitting = indexes.Where(index => known[index].Contains(text, StringComparison.OrdinalIgnoreCase)).ToList();
        return ([.. fitting.Skip(offset).Take(limit).Select(index => items[index])], fitting.Count);
    }

    private IEnumerable<int> Unsorted(bool descending) => descending ? Enumerable.Range(1, items.Count).Select(back => items.Count - back) : Enumerable.Range(0, items.Count);

    private int[] Sorted(string order, bool descending)
    {
        lock (gate)
        {
            if (sorted.TryGetValue((order, descending), out var known)) return known;
            var made = Sort(order);
            if (descending) made = [.. made.Where(IsFolder).Reverse(), .. made.Where(index => !IsFolder(index)).Reverse()];
            return sorted[(order, descending)] = made;
        }
    }

    // Folders first; equal ones by name, and equal names as the point has them.
    private int[] Sort(string order)
    {
        var known = Names();
        var indexes = Enumerable.Range(0, items.Count).ToArray();
        Array.Sort(indexes, (left, right) =>
        {
            var first = IsFolder(right).CompareTo(IsFolder(left));
            if (first == 0 && order == "size") first = items[left].Size.CompareTo(items[right].Size);
            if (first == 0 && order == "modified") first = items[left].Modified.CompareTo(items[right].Modified);
            // Partitions go by their numbers, of which 10 comes behind 2.
            if (first == 0 && items[left].Volume is { } one && items[right].Volume is { } other) first = one.Number.CompareTo(other.Number);
            if (first == 0) first = string.Compare(known[left], known[right], StringComparison.OrdinalIgnoreCase);
            return first == 0 ? left.CompareTo(right) : first;
        });
        return indexes;
    }

    private bool IsFolder(int index) => items[index].IsFolder;

    private string[] Names()
    {
        lock (gate)
        {
            if (names is not null) return names;
            var made = new string[items.Count];
            for (var i = 0; i < made.Length; i++)
            {
                var path = items[i].Path.AsSpan();
                made[i] = Encoding.UTF8.GetString(path[(path.LastIndexOf(ItemPath.Separator) + 1)..]);
            }
            return names = made;
        }
    }
}
