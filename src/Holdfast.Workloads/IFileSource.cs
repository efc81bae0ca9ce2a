namespace Holdfast.Workloads;

/// <summary>A tree of files that can be walked and read. Dispose removes the snapshot, if one was taken; release every listing first.</summary>
public interface IFileSource : IDisposable
{
    /// <summary>The directory as the caller named it, made absolute (never the snapshot's place).</summary>
    string Root { get; }

    /// <summary>True where the tree stands still while it is read.</summary>
    bool IsSnapshot { get; }

    /// <summary>
    /// Lists the tree in table order (<see cref="Holdfast.Format.Items.ItemPath.CompareKeys"/>): first a listing that holds only the root, then every
    /// directory in preorder, its children sorted by name, several listings in a row for a huge one. The consumer owns one reference to each listing
    /// and must release it. Items carry what a stat tells; <see cref="DirectoryListing"/> fetches the rest. One walk at a time.
    /// </summary>
    IEnumerable<DirectoryListing> Walk(ScanOptions options, IItemNotes notes, CancellationToken ct);

    /// <summary>Says that all that was wanted has been read; without it, what made a snapshot is told that the backup failed. No failure leaves it.</summary>
    void Complete(IItemNotes notes)
    {
        // Who makes no snapshot, or tells nobody of it, has nothing to say.
    }
}
