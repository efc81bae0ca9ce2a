namespace Holdfast.Workloads.Files.Windows.Journal;

/// <summary>What a scan must look at because a journal says so; everything else is as it was. Numbers are those of items (<see cref="Holdfast.Format.Items.Item.Inode"/>).</summary>
/// <param name="objects">Changed, whatever of them.</param>
/// <param name="folders">Have other entries than before.</param>
public sealed class UsnChangePlan(IReadOnlySet<ulong> objects, IReadOnlySet<ulong> folders)
{
    /// <summary>Whether an object may differ. A folder does with its entries: its times change, and the journal says nothing of that.</summary>
    public bool LooksAt(ulong number) => objects.Contains(number) || folders.Contains(number);

    /// <summary>Whether the entries of a folder are listed anew.</summary>
    public bool Lists(ulong folder) => folders.Contains(folder);
}
