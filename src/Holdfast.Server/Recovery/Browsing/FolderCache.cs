using Holdfast.Contracts.Errors;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Recovery.Browsing;

/// <summary>
/// The folders that were looked at last, so that the next page of one does not read it again. Points never change: nothing here gets old. Whether a point is
/// still there is for the caller to find out first. Thread-safe.
/// </summary>
/// <param name="list">Reads a folder of a point.</param>
internal sealed class FolderCache(Func<PointRef, byte[], IReadOnlyList<BrowsedItem>> list)
{
    /// <summary>In all folders together: some 100 MB.</summary>
    internal const int MostItems = 300_000;

    internal const int MostFolders = 16;

    /// <summary>A folder that has more is read for each page.</summary>
    internal const int LargestFolder = 1_000_000;

    private readonly Lock gate = new();

    /// <summary>The one that was looked at last comes last.</summary>
    private readonly List<(PointRef Point, byte[] Path, FolderListing Listing)> kept = [];

    internal int Folders
    {
        get
        {
            lock (gate) return kept.Count;
        }
    }

    /// <exception cref="HoldfastException">The point has no such folder.</exception>
    internal FolderListing Get(PointRef point, byte[] path)
    {
        lock (gate)
        {
            var at = kept.FindLastIndex(one => one.Point == point && one.Path.AsSpan().SequenceEqual(path));
            if (at >= 0)
            {
                var found = kept[at];
                kept.RemoveAt(at);
                kept.Add(found);
                return found.Listing;
            }
        }
        var listing = new FolderListing(list(point, path));
        Keep(point, path, listing);
        return listing;
    }

    /// <summary>The same, empty where the point has no such folder.</summary>
    internal FolderListing GetOrEmpty(PointRef point, byte[] path)
    {
        try
        {
            return Get(point, path);
        }
        catch (HoldfastException absent) when (absent.Code == ErrorCode.NotFound)
        {
            return FolderListing.Empty;
        }
    }

    private void Keep(PointRef point, byte[] path, FolderListing listing)
    {
        if (listing.Count > LargestFolder) return;
        lock (gate)
        {
            if (kept.Exists(one => one.Point == point && one.Path.AsSpan().SequenceEqual(path))) return;
            kept.Add((point, path, listing));
            // The newest stays even where it is large: its next page is what is asked for next.
            while (kept.Count > 1 && (kept.Count > MostFolders || kept.Sum(one => one.Listing.Count) > MostItems)) kept.RemoveAt(0);
        }
    }
}
