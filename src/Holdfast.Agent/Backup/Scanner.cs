using Holdfast.Format.Items;
using Holdfast.Workloads;

namespace Holdfast.Agent.Backup;

/// <summary>
/// Walks the source beside the previous point. What is unchanged takes its content and extended metadata from there; small files are gathered into bundles,
/// large ones go to the reader. Runs on one thread, in table order.
/// </summary>
internal sealed class Scanner(
    IFileSource source, ScanOptions scan, PreviousItems previous, BatchQueue batches, BoundedQueue<object> work, BoundedQueue<PendingFile> largeFiles,
    IItemNotes notes, RunProgress progress, BackupOptions options, CancellationToken cancellation)
{
    private readonly Dictionary<ulong, (Item First, uint Left)> links = [];
    private Bundle? bundle;
    private List<Comparison> comparisons = [];
    private long bytesToCompare;
    private int spanned;

    public void Run()
    {
        foreach (var listing in source.Walk(scan, notes, cancellation))
        {
            var batch = new ItemBatch(listing, listing.Items.Count);
            for (var i = 0; i < listing.Items.Count; i++) Take(batch, i, listing.Items[i]);
            Interlocked.Add(ref progress.Items, listing.Items.Count);
            spanned += listing.Items.Count;
            if (spanned >= BundleRule.LongestSpan) HandOverAll();
            batch.Done();
            batches.Add(batch, cancellation);
        }
        HandOverAll();
    }

    private void Take(ItemBatch batch, int index, Item item)
    {
        var before = previous.Find(item);
        var unchanged = before is not null && ChangeRule.IsUnchanged(item, before);
        if (item.Kind != ItemKind.File)
        {
            // The root also carries what a source keeps from scan to scan.
            if (unchanged && !item.IsRoot) batch.Items[index] = before;
            else if (batch.Listing.Describe(item, notes) || item.Kind == ItemKind.Directory) batch.Items[index] = item;
            return;
        }
        if (unchanged && !options.ReadEverything)
        {
            batch.Items[index] = before;
            return;
        }
        batch.Items[index] = item;
        if (item.LinkGroup != 0 && FirstOfGroup(item) is { } first)
        {
            batch.LinkTo(index, first);
            return;
        }
        batch.Expect();
        var file = new PendingFile(batch, index);
        if (unchanged) Compare(file, before!);
        else if (item.Size < options.SmallFile) AddToBundle(file);
        else
        {
            batch.Listing.AddReference();
            largeFiles.Add(file, cancellation);
        }
    }

    /// <summary>The first name of the object in this scan, or null where this is it. An object is forgotten when all its names were seen.</summary>
    private Item? FirstOfGroup(Item item)
    {
        if (!links.TryGetValue(item.LinkGroup, out var known))
        {
            links[item.LinkGroup] = (item, item.LinkCount - 1);
            return null;
        }
        if (known.Left <= 1) links.Remove(item.LinkGroup);
        else links[item.LinkGroup] = (known.First, known.Left - 1);
        return known.First;
    }

    /// <summary>Neighbors go to one worker: they lie in the same chunks.</summary>
    private void Compare(PendingFile file, Item before)
    {
        file.Batch.Listing.AddReference();
        BeginSpan();
        comparisons.Add(new Comparison(file, before));
        bytesToCompare += before.Size;
        if (bytesToCompare >= BundleRule.Largest || comparisons.Count >= BundleRule.MostFiles) HandOverComparisons();
    }

    private void AddToBundle(PendingFile file)
    {
        if (bundle is not null && MustEndBefore(bundle, file)) HandOver();
        BeginSpan();
        bundle ??= new Bundle();
        bundle.Add(file);
        if (BundleRule.EndsAfter(file.Item.Name, file.Item.Size, bundle.Bytes)) HandOver();
    }

    private static bool MustEndBefore(Bundle bundle, in PendingFile file) =>
        bundle.Bytes + file.Item.Size > BundleRule.Largest
        || bundle.Files.Count >= BundleRule.MostFiles
        || BundleRule.EndsWithDirectory(bundle.Files[^1].Item, file.Item, bundle.Bytes);

    /// <summary>Counts the items from the first that is held back here.</summary>
    private void BeginSpan()
    {
        if (bundle is null && comparisons.Count == 0) spanned = 0;
    }

    private void HandOverAll()
    {
        HandOver();
        HandOverComparisons();
    }

    private void HandOverComparisons()
    {
        if (comparisons.Count > 0) work.Add(comparisons, cancellation);
        comparisons = [];
        bytesToCompare = 0;
    }

    private void HandOver()
    {
        if (bundle is not null) work.Add(bundle, cancellation);
        bundle = null;
    }
}
