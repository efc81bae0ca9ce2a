using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Workloads;

namespace Holdfast.Agent.Recovery;

/// <summary>
/// Divides the items of a recovery into windows, in table order: what <see cref="RecoveryRun"/> writes, one after another, and what a forecast adds up. Notes
/// files whose content the point does not have, and counts them as failed.
/// </summary>
public sealed class RecoveryWindows(ItemTableReader table, IItemNotes notes, RunProgress progress)
{
    /// <summary>First name of every object with several names.</summary>
    internal Dictionary<ulong, Item> FirstNames { get; } = [];

    /// <param name="items">In table order, each once.</param>
    public IEnumerable<RecoveryWindow> Of(IEnumerable<Item> items)
    {
        var window = new RecoveryWindow();
        foreach (var item in items)
        {
            Take(window, item);
            if (!window.IsFull) continue;
            yield return window;
            window = new RecoveryWindow();
        }
        yield return window;
    }

    /// <summary>A file by itself.</summary>
    internal RecoveryWindow Alone(Item file)
    {
        var window = new RecoveryWindow();
        TakeFile(window, file);
        return window;
    }

    private void Take(RecoveryWindow window, Item item)
    {
        switch (item.Kind)
        {
            case ItemKind.Directory:
                window.AddDirectory(item);
                break;
            case ItemKind.File when item.LinkGroup != 0 && !FirstNames.TryAdd(item.LinkGroup, item):
                window.AddLater(item);
                break;
            case ItemKind.File:
                TakeFile(window, item);
                break;
            default:
                window.AddLater(item);
                break;
        }
    }

    private void TakeFile(RecoveryWindow window, Item item)
    {
        if (item.Extents is null && item.ExtentLists is null)
        {
            Fail(item, "The recovery point holds no content of this file: it could not be read when the point was made.");
            return;
        }
        IReadOnlyList<Extent> extents;
        try
        {
            extents = table.ExtentsOf(item);
        }
        catch (Exception error) when (error is ChunkUnavailableException or MalformedDataException)
        {
            Fail(item, $"The list of this file's content cannot be read: {error.Message}");
            return;
        }
        window.AddFile(item, extents);
    }

    private void Fail(Item item, string why)
    {
        notes.Add(new ItemNote(NoteKind.NotWritten, item.Path, 0, why));
        Interlocked.Increment(ref progress.ItemsFailed);
    }
}
