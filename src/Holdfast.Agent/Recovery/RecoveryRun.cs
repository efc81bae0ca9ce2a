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
    private readonly RecoveryWindows windows = new(table, notes, progress);

    /// <summary>Recovers the given items (in table order, each once).</summary>
    public void Run(IEnumerable<Item> items, CancellationToken cancellation)
    {
        foreach (var window in windows.Of(items))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var directory in window.Directories) Count(target.CreateDirectory(directory));
            WriteFiles(window, cancellation);
            foreach (var item in window.Later)
            {
                cancellation.ThrowIfCancellationRequested();
                WriteLater(item, cancellation);
            }
        }
        target.FinishDirectories();
    }

    private void WriteFiles(RecoveryWindow window, CancellationToken cancellation) => new WindowFiles(window, target, notes, progress).Write(chunks, cancellation);

    private void WriteLater(Item item, CancellationToken cancellation)
    {
        if (item.LinkGroup != 0 && windows.FirstNames.TryGetValue(item.LinkGroup, out var first) && !ReferenceEquals(first, item))
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
                WriteFiles(windows.Alone(item), cancellation);
                return;
            case ItemKind.SymbolicLink:
                Count(target.CreateSymbolicLink(item));
                break;
            default:
                Count(target.CreateNode(item));
                break;
        }
        if (item.LinkGroup != 0) windows.FirstNames.TryAdd(item.LinkGroup, item);
    }

    private void Count(TargetOutcome outcome)
    {
        Interlocked.Increment(ref progress.Items);
        if (outcome is TargetOutcome.Failed or TargetOutcome.Refused) Interlocked.Increment(ref progress.ItemsFailed);
    }
}
