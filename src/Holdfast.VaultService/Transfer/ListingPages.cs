using Holdfast.Contracts.Vault.Wire;
using Holdfast.Store.Blobs;

namespace Holdfast.VaultService.Transfer;

/// <summary>
/// Hands listings out in pages. A listing that does not fit on one page is kept until its last page was asked for, or for some minutes: pages are of one listing, and a
/// large prefix is not read anew for each. Thread-safe.
/// </summary>
internal sealed class ListingPages(TimeProvider clock)
{
    private const int MostKept = 16;
    private static readonly TimeSpan longest = TimeSpan.FromMinutes(5);
    private readonly Lock gate = new();
    private readonly Dictionary<Key, Kept> kept = [];

    public BlobPage Page(TransferCaller caller, string? server, string prefix, string after, Func<IReadOnlyList<BlobInfo>> list)
    {
        var key = new Key(caller, server, prefix);
        var all = (after.Length > 0 ? Find(key) : null) ?? list();
        var first = FirstAfter(all, after);
        var count = Math.Min(VaultWire.PageSize, all.Count - first);
        var isLast = first + count == all.Count;
        Keep(key, isLast ? null : all);
        var page = new ListedBlob[count];
        for (var i = 0; i < count; i++) page[i] = new ListedBlob(all[first + i].Name, all[first + i].Length);
        return new BlobPage(page, isLast ? null : page[^1].Name);
    }

    private static int FirstAfter(IReadOnlyList<BlobInfo> all, string after)
    {
        var (low, high) = (0, all.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(all[middle].Name, after) <= 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private IReadOnlyList<BlobInfo>? Find(Key key)
    {
        lock (gate) return kept.TryGetValue(key, out var found) && clock.GetElapsedTime(found.At) < longest ? found.All : null;
    }

    private void Keep(Key key, IReadOnlyList<BlobInfo>? all)
    {
        lock (gate)
        {
            kept.Remove(key);
            foreach (var old in kept.Where(entry => clock.GetElapsedTime(entry.Value.At) >= longest).Select(entry => entry.Key).ToList()) kept.Remove(old);
            if (all is null) return;
            if (kept.Count >= MostKept) kept.Remove(kept.MinBy(entry => entry.Value.At).Key);
            kept[key] = new Kept(all, clock.GetTimestamp());
        }
    }

    private sealed record Key(TransferCaller Caller, string? Server, string Prefix);

    private sealed record Kept(IReadOnlyList<BlobInfo> All, long At);
}
