using System.Runtime.CompilerServices;
using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;

namespace Holdfast.Store.Index;

/// <summary>
/// What the index consisted of at one moment: replaced as a whole, read without a lock. Runs are listed oldest first.
/// Methods that return false for "stale" met a run that was retired meanwhile: the caller takes the newer view and asks again.
/// </summary>
internal sealed record IndexView(RecentEntries Recent, Run[] Runs)
{
    public bool HasLive(in PackId pack)
    {
        if (Recent.HasLive(pack)) return true;
        foreach (var run in Runs)
            if (run.Packs.HasLive(pack)) return true;
        return false;
    }

    /// <exception cref="DamagedRunException">A run met on the way is damaged.</exception>
    [SkipLocalsInit]
    public bool TryFind(in ChunkId id, out ChunkLocation location, out bool stale)
    {
        stale = false;
        if (Recent.TryFind(id, out location)) return true;
        var hash = BlockedBloomFilter.Hash(id);
        var cursor = new PageCursor(stackalloc byte[IndexPage.Size]);
        for (var i = Runs.Length - 1; i >= 0; i--)
        {
            var run = Runs[i];
            if (!run.Filter.MayContain(hash)) continue;
            if (!run.TryAcquire())
            {
                stale = true;
                return false;
            }
            try
            {
                if (run.TryFind(id, ref cursor, out location)) return true;
            }
            finally
            {
                run.Release();
            }
        }
        return false;
    }

    /// <summary>Answers the ids not found yet, in the order given, which is ascending: ids on one page cost one read.</summary>
    /// <returns>False where the view is stale; what was found until then is right.</returns>
    /// <exception cref="DamagedRunException">A run met on the way is damaged; what was found until then is right.</exception>
    [SkipLocalsInit]
    public bool TryFindMany(ReadOnlySpan<int> order, ReadOnlySpan<ChunkId> ids, Span<ChunkLocation> locations, Span<bool> found)
    {
        foreach (var i in order)
            if (!found[i]) found[i] = Recent.TryFind(ids[i], out locations[i]);

        var cursor = new PageCursor(stackalloc byte[IndexPage.Size]);
        for (var newest = Runs.Length - 1; newest >= 0; newest--)
        {
            var run = Runs[newest];
            if (!run.TryAcquire()) return false;
            try
            {
                foreach (var i in order)
                {
                    if (found[i] || !run.Filter.MayContain(BlockedBloomFilter.Hash(ids[i]))) continue;
                    found[i] = run.TryFind(ids[i], ref cursor, out locations[i]);
                }
            }
            finally
            {
                run.Release();
            }
        }
        return true;
    }

    /// <returns>False where the view is stale.</returns>
    /// <exception cref="DamagedRunException">A run met on the way is damaged.</exception>
    public bool TryFindAll(in ChunkId id, List<ChunkLocation> found)
    {
        Recent.FindAll(id, found);
        var hash = BlockedBloomFilter.Hash(id);
        var cursor = new PageCursor(new byte[IndexPage.Size]);
        for (var i = Runs.Length - 1; i >= 0; i--)
        {
            var run = Runs[i];
            if (!run.Filter.MayContain(hash)) continue;
            if (!run.TryAcquire()) return false;
            try
            {
                run.FindAll(id, ref cursor, found);
            }
            finally
            {
                run.Release();
            }
        }
        return true;
    }
}
