using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Workloads;

namespace Holdfast.Agent.Recovery;

/// <summary>
/// Recovers items beneath a target. Items come in table order in windows; the chunks of a window are read in the order in which they lie, each decoded once
/// and written to every file that wants it. Links and nodes follow the files of their window, directories' metadata comes last. Memory: one window.
/// </summary>
public sealed class RecoveryRun(ItemTableReader table, IChunkSource chunks, IFileTarget target, IItemNotes notes, RunProgress progress)
{
    private const int MostItems = 32_768, MostChunks = 16_384;
    private const long MostBytes = 512L << 20;

    /// <summary>First finished name of every object with several names.</summary>
    private readonly Dictionary<ulong, Item> firstNames = [];

    /// <summary>Recovers the given items (in table order, each once).</summary>
    public void Run(IEnumerable<Item> items, CancellationToken cancellation)
    {
        var window = new RecoveryWindow(target, notes, progress);
        foreach (var item in items)
        {
            cancellation.ThrowIfCancellationRequested();
            Take(window, item);
            if (window.Items < MostItems && window.Bytes < MostBytes && window.Chunks < MostChunks) continue;
            Write(window, cancellation);
            window = new RecoveryWindow(target, notes, progress);
        }
        Write(window, cancellation);
        target.FinishDirectories();
    }

    private void Take(RecoveryWindow window, Item item)
    {
        switch (item.Kind)
        {
            case ItemKind.Directory:
                Count(target.CreateDirectory(item));
                break;
            case ItemKind.File when item.LinkGroup != 0 && !firstNames.TryAdd(item.LinkGroup, item):
                window.Later(item);
                break;
            case ItemKind.File:
                TakeFile(window, item);
                break;
            default:
                window.Later(item);
                break;
        }
    }

    private void TakeFile(RecoveryWindow window, Item item)
    {
        if (item.Extents is null && item.ExtentLists is null)
        {
            notes.Add(new ItemNote(NoteKind.NotWritten, item.Path, 0, "The recovery point holds no content of this file: it could not be read when the point was made."));
            Interlocked.Increment(ref progress.ItemsFailed);
            return;
        }
        IReadOnlyList<Extent> extents;
        try
        {
            extents = table.ExtentsOf(item);
        }
        catch (Exception error) when (error is ChunkUnavailableException or MalformedDataException)
        {
            notes.Add(new ItemNote(NoteKind.NotWritten, item.Path, 0, $"The list of this file's content cannot be read: {error.Message}"));
            Interlocked.Increment(ref progress.ItemsFailed);
            return;
        }
        window.Add(item, extents);
    }

    private void Write(RecoveryWindow window, CancellationToken cancellation)
    {
        window.WriteFiles(chunks, cancellation);
        foreach (var item in window.LaterItems)
        {
            cancellation.ThrowIfCancellationRequested();
            WriteLater(item, cancellation);
        }
    }

    private void WriteLater(Item item, CancellationToken cancellation)
    {
        if (item.LinkGroup != 0 && firstNames.TryGetValue(item.LinkGroup, out var first) && !ReferenceEquals(first, item))
        {
            var linked = target.CreateLinkTo(item, first);
            if (linked != TargetOutcome.NotLinkable)
            {
                Count(linked);
                return;
            }
        }
        switch (item.Kind)
        {
            case ItemKind.File:
                // The target cannot link it: it gets a copy of the content.
                var alone = new RecoveryWindow(target, notes, progress);
                TakeFile(alone, item);
                alone.WriteFiles(chunks, cancellation);
                return;
            case ItemKind.SymbolicLink:
                Count(target.CreateSymbolicLink(item));
                break;
            default:
                Count(target.CreateNode(item));
                break;
        }
        if (item.LinkGroup != 0) firstNames.TryAdd(item.LinkGroup, item);
    }

    private void Count(TargetOutcome outcome)
    {
        Interlocked.Increment(ref progress.Items);
        if (outcome is TargetOutcome.Failed or TargetOutcome.Refused) Interlocked.Increment(ref progress.ItemsFailed);
    }
}
