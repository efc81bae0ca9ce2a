using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Workloads;

namespace Holdfast.Agent.Recovery;

/// <summary>The items of a point that a recovery is to write.</summary>
public static class ChosenItems
{
    /// <summary>All items, or the given paths and what lies below them, in table order and each once. A path that is not there is noted and counts as failed.</summary>
    public static IEnumerable<Item> Of(ItemTableReader table, IReadOnlyList<byte[]> paths, IItemNotes notes, RunProgress progress)
    {
        if (paths.Count == 0 || paths.Any(path => path.Length == 0)) return table.ReadAll();
        // What lies below another chosen path comes with that one.
        var chosen = paths.Where(path => !paths.Any(other => other.Length < path.Length && ItemPath.IsWithin(path, other)))
            .DistinctBy(Convert.ToHexString).ToList();
        return chosen.SelectMany(path => Subtree(table, path, notes, progress));
    }

    private static IEnumerable<Item> Subtree(ItemTableReader table, byte[] path, IItemNotes notes, RunProgress progress)
    {
        var any = false;
        foreach (var item in table.Subtree(path))
        {
            any = true;
            yield return item;
        }
        if (any) yield break;
        notes.Add(new ItemNote(NoteKind.NotWritten, path, 0, "The recovery point holds no such item."));
        Interlocked.Increment(ref progress.ItemsFailed);
    }
}
