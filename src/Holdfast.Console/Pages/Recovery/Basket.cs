using Holdfast.Contracts.Api;

namespace Holdfast.Console.Pages.Recovery;

/// <summary>Items that somebody collects to recover them together. It is kept while the window is open.</summary>
public sealed class Basket
{
    private readonly Dictionary<BasketKey, SortedDictionary<string, ItemInfo>> contents = [];

    /// <summary>Raised when something was put in or taken out.</summary>
    public event Action? Changed;

    /// <summary>The points that something was taken from.</summary>
    public IReadOnlyCollection<BasketKey> Keys => contents.Keys;

    /// <summary>Items of a point by their paths.</summary>
    public IReadOnlyList<ItemInfo> Of(BasketKey key) => contents.TryGetValue(key, out var items) ? [.. items.Values] : [];

    /// <summary>Whether an item is in it, by itself or with a folder.</summary>
    public bool Has(BasketKey key, string path) => contents.TryGetValue(key, out var items) && (items.ContainsKey(path) || items.Values.Any(item => IsBelow(path, item.Path)));

    /// <summary>Puts items in. What lies in a folder that is there already comes with it.</summary>
    public void Add(BasketKey key, IEnumerable<ItemInfo> items)
    {
        if (!contents.TryGetValue(key, out var known)) contents.Add(key, known = new SortedDictionary<string, ItemInfo>(StringComparer.Ordinal));
        foreach (var item in items)
        {
            if (Has(key, item.Path)) continue;
            foreach (var below in known.Keys.Where(path => IsBelow(path, item.Path)).ToList()) known.Remove(below);
            known.Add(item.Path, item);
        }
        if (known.Count == 0) contents.Remove(key);
        Changed?.Invoke();
    }

    /// <summary>Takes an item out.</summary>
    public void Remove(BasketKey key, string path)
    {
        if (!contents.TryGetValue(key, out var items) || !items.Remove(path)) return;
        if (items.Count == 0) contents.Remove(key);
        Changed?.Invoke();
    }

    /// <summary>Takes everything of a point out.</summary>
    public void Clear(BasketKey key)
    {
        if (contents.Remove(key)) Changed?.Invoke();
    }

    private static bool IsBelow(string path, string folder) => path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal);
}
