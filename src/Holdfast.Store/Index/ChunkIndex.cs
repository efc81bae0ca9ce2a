using System.Buffers;
using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;

namespace Holdfast.Store.Index;

/// <summary>
/// Where each chunk lies: a cache over the footers of the packs, which may be deleted at any time and is rebuilt by
/// <see cref="AddPack"/>. Thread-safe; lookups take no lock and run beside additions, flushes and merges.
/// </summary>
/// <remarks>
/// What is damaged on disk is discarded, when it is opened or when it is met, and <see cref="Packs"/> then lacks the packs it held:
/// an answer is right, or its pack is not covered. Additions and removals survive a kill once <see cref="Flush"/> has returned; a
/// removal that was not flushed may answer again. Design and figures: docs/adr/0002-chunk-index.md.
/// </remarks>
public sealed class ChunkIndex : IDisposable
{
    private readonly Lock gate = new();
    private readonly Lock merging = new();
    private readonly IndexDirectory directory;
    private readonly ChunkIndexOptions options;
    private readonly List<string> discarded;
    private IndexView? view;
    private ulong nextSequence;
    private bool changed;

    private ChunkIndex(IndexDirectory directory, ChunkIndexOptions options, List<string> discarded, IReadOnlyList<Run> runs, ulong nextSequence)
    {
        this.directory = directory;
        this.options = options;
        this.discarded = discarded;
        this.nextSequence = nextSequence;
        changed = discarded.Count > 0;
        view = new IndexView(new RecentEntries(options.RecentEntries), [.. runs]);
    }

    /// <summary>False once something recorded here was discarded as damaged: compare <see cref="Packs"/> with the pool and add what lacks.</summary>
    public bool IsComplete => Discarded.Count == 0;

    /// <summary>What was discarded since this index was opened, and why; for the journal.</summary>
    public IReadOnlyList<string> Discarded
    {
        get
        {
            lock (gate) return [.. discarded];
        }
    }

    /// <summary>The packs for which this index answers, in no order. Enumerated in place, as they are at the time.</summary>
    public IReadOnlyCollection<PackId> Packs => new CoveredPacks(View);

    /// <summary>Entries held, those of removed packs included until a merge drops them.</summary>
    public long Count => View.Recent.Count + View.Runs.Sum(run => run.Count);

    /// <summary>Bytes of memory that stay in use between calls.</summary>
    public long ResidentBytes => View.Recent.Bytes + View.Runs.Sum(run => run.ResidentBytes);

    public long DiskBytes => View.Runs.Sum(run => run.DiskBytes) + directory.ManifestBytes();

    internal int RunCount => View.Runs.Length;

    private IndexView View => Volatile.Read(ref view) ?? throw new ObjectDisposedException(nameof(ChunkIndex));

    /// <summary>Opens the index in a folder, or begins one there. Reads filters, fences and packs, not entries.</summary>
    /// <exception cref="IOException">The folder is in use by another index, or cannot be used at all. Damage is no exception.</exception>
    public static ChunkIndex Open(string directory, ChunkIndexOptions? options = null)
    {
        var opened = new IndexDirectory(directory);
        try
        {
            var discarded = new List<string>();
            var (runs, nextSequence) = opened.Load(discarded);
            return new ChunkIndex(opened, options ?? new ChunkIndexOptions(), discarded, runs, nextSequence);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Whether this index answers for the chunks of a pack.</summary>
    public bool HasPack(in PackId pack) => View.HasLive(pack);

    /// <summary>
    /// Adds the chunks of a pack; lookups find them on return. Does nothing for a pack that is covered. Writes a run, and merges
    /// runs, where the bound on memory is reached.
    /// </summary>
    /// <exception cref="IOException">Entries could not be written: they stay in memory and answer, and the next addition tries again.</exception>
    public void AddPack(in PackId pack, IReadOnlyList<IndexEntry> entries)
    {
        lock (gate)
        {
            if (View.HasLive(pack)) return;
            View.Recent.Add(pack, entries);
            if (View.Recent.Load < options.RecentEntries) return;
            WriteRecent();
        }
        MergeWhatIsDue();
    }

    /// <summary>The entries of a pack answer no more. Does nothing for a pack that is not covered.</summary>
    public void RemovePack(in PackId pack)
    {
        lock (gate)
        {
            _ = View.Recent.Remove(pack);
            foreach (var run in View.Runs)
            {
                var ordinal = run.Packs.IndexOf(pack);
                if (ordinal >= 0 && run.Packs.Remove(ordinal)) changed = true;
            }
        }
    }

    /// <summary>Makes all additions and removals survive a kill, then merges runs where that is due.</summary>
    /// <exception cref="IOException">What was flushed before is still there; the rest stays in memory.</exception>
    public void Flush()
    {
        lock (gate)
        {
            if (View.Recent.LivePacks > 0) WriteRecent();
            else if (changed) Install(View);
        }
        MergeWhatIsDue();
    }

    /// <summary>A live copy of a chunk, the newest where there are several. Allocates nothing.</summary>
    public bool TryFind(in ChunkId id, out ChunkLocation location)
    {
        while (true)
        {
            try
            {
                if (View.TryFind(id, out location, out var stale)) return true;
                if (!stale) return false;
            }
            catch (DamagedRunException damage)
            {
                Discard(damage);
            }
        }
    }

    /// <summary>Answers many ids at once, which saves reads where they lie close together. Spans are parallel.</summary>
    /// <exception cref="ArgumentException">An answer span is shorter than the ids.</exception>
    public void FindMany(ReadOnlySpan<ChunkId> ids, Span<ChunkLocation> locations, Span<bool> found)
    {
        if (locations.Length < ids.Length || found.Length < ids.Length) throw new ArgumentException("The answers need as much room as the ids.");
        found[..ids.Length].Clear();
        var prefixes = ArrayPool<ulong>.Shared.Rent(ids.Length);
        var order = ArrayPool<int>.Shared.Rent(ids.Length);
        for (var i = 0; i < ids.Length; i++) (prefixes[i], order[i]) = (ids[i].Value.A, i);
        prefixes.AsSpan(0, ids.Length).Sort(order.AsSpan(0, ids.Length));
        for (var done = false; !done;)
        {
            try
            {
                done = View.TryFindMany(order.AsSpan(0, ids.Length), ids, locations, found);
            }
            catch (DamagedRunException damage)
            {
                Discard(damage);
            }
        }
        ArrayPool<int>.Shared.Return(order);
        ArrayPool<ulong>.Shared.Return(prefixes);
    }

    /// <summary>Every live copy of a chunk, newest first.</summary>
    public IEnumerable<ChunkLocation> FindAll(in ChunkId id)
    {
        var found = new List<ChunkLocation>();
        while (true)
        {
            try
            {
                if (View.TryFindAll(id, found)) return found;
            }
            catch (DamagedRunException damage)
            {
                Discard(damage);
            }
            found.Clear();
        }
    }

    /// <summary>Closes the files. Does not flush: what was not flushed is added again from the footers.</summary>
    public void Dispose()
    {
        lock (merging)
        {
            lock (gate)
            {
                if (view is null) return;
                var last = view;
                Volatile.Write(ref view, null);
                foreach (var run in last.Runs) run.Retire(delete: false);
                directory.Dispose();
            }
        }
    }

    /// <summary>Caller holds the gate.</summary>
    private void WriteRecent()
    {
        if (View.Recent.LivePacks == 0)
        {
            Install(View with { Recent = new RecentEntries(options.RecentEntries) });
            return;
        }
        var sequence = nextSequence++;
        var run = View.Recent.WriteRun(directory.RunPath(sequence), sequence);
        try
        {
            Install(new IndexView(new RecentEntries(options.RecentEntries), [.. View.Runs, run]));
        }
        catch
        {
            run.Retire(delete: true);
            throw;
        }
    }

    /// <summary>Records a view, then lets readers see it: never the other way round. Caller holds the gate.</summary>
    private void Install(IndexView next)
    {
        directory.Save(next.Runs, nextSequence);
        changed = false;
        Volatile.Write(ref view, next);
    }

    /// <summary>Runs on the caller's thread, outside the gate: additions and lookups go on. A second caller leaves it to the first.</summary>
    private void MergeWhatIsDue()
    {
        if (!merging.TryEnter()) return;
        try
        {
            while (MergeOnce())
            {
            }
        }
        finally
        {
            merging.Exit();
        }
    }

    private bool MergeOnce()
    {
        if (!TryBeginMerge(out var sources, out var sequence)) return false;
        try
        {
            var merge = new RunMerge(sources);
            InstallMerged(merge, sources, merge.Write(directory.RunPath(sequence), sequence));
        }
        catch (DamagedRunException damage)
        {
            Discard(damage);
        }
        finally
        {
            foreach (var source in sources) source.Release();
        }
        return true;
    }

    private bool TryBeginMerge(out Run[] sources, out ulong sequence)
    {
        lock (gate)
        {
            sources = [];
            sequence = 0;
            if (view is null) return false;
            var (start, count) = MergePolicy.Choose(view.Runs, options.SmallestRun);
            if (count == 0) return false;
            sources = view.Runs[start..(start + count)];
            foreach (var source in sources)
                if (!source.TryAcquire()) throw new InvalidOperationException("A run of the current view was retired.");
            sequence = nextSequence++;
            return true;
        }
    }

    private void InstallMerged(RunMerge merge, Run[] sources, Run merged)
    {
        lock (gate)
        {
            var start = Array.IndexOf(View.Runs, sources[0]);
            var intact = start >= 0 && View.Runs.AsSpan(start).StartsWith(sources);
            if (!intact)
            {
                // A reader found one of the sources damaged meanwhile: what was merged holds entries that are no longer covered.
                merged.Retire(delete: true);
                return;
            }
            merge.CarryRemovals(merged);
            Run[] kept = merged.Packs.Count == 0 ? [] : [merged];
            try
            {
                Install(View with { Runs = [.. View.Runs[..start], .. kept, .. View.Runs[(start + sources.Length)..]] });
            }
            catch
            {
                merged.Retire(delete: true);
                throw;
            }
            if (kept.Length == 0) merged.Retire(delete: true);
            foreach (var source in sources) source.Retire(delete: true);
        }
    }

    /// <summary>The first thread that meets damage takes the run out; the packs in it are covered no more.</summary>
    private void Discard(DamagedRunException damage)
    {
        lock (gate)
        {
            if (view is null || !view.Runs.Contains(damage.Run)) return;
            discarded.Add(damage.Message);
            changed = true;
            Volatile.Write(ref view, view with { Runs = [.. view.Runs.Where(run => run != damage.Run)] });
            damage.Run.Retire(delete: true);
        }
    }
}
