using Holdfast.Format.Items;

namespace Holdfast.Workloads;

/// <summary>
/// Writes items beneath one directory and nowhere else: links and ".." on the way are never followed. Thread-safe for different items. Missing parents
/// are made. Outcomes other than <see cref="TargetOutcome.Done"/> and <see cref="TargetOutcome.Skipped"/> are noted; metadata that could
/// not be applied is a note <see cref="NoteKind.MetadataIncomplete"/>. Access times become the modification time.
/// </summary>
public interface IFileTarget : IDisposable
{
    /// <summary>Makes or merges into a directory. Metadata follows with <see cref="FinishDirectories"/>; the metadata of a directory that was there before
    /// changes only with <see cref="ExistingItem.Overwrite"/>.</summary>
    TargetOutcome CreateDirectory(Item item);

    /// <summary>Writes a small file, content and metadata.</summary>
    TargetOutcome WriteWhole(Item item, ReadOnlySpan<byte> content);

    /// <summary>Begins a file of <see cref="Item.Size"/> bytes. Null where the outcome is not Done.</summary>
    TargetFile? BeginFile(Item item, out TargetOutcome outcome);

    TargetFile? BeginFile(Item item) => BeginFile(item, out _);

    /// <summary>Applies metadata and puts the file under its name. The file is closed afterwards, whatever the outcome.</summary>
    TargetOutcome Finish(TargetFile file);

    /// <summary>Removes an unfinished file.</summary>
    void Abort(TargetFile file);

    /// <summary>Makes another name of an item that this target finished before.</summary>
    TargetOutcome CreateLinkTo(Item item, Item firstOfGroup);

    TargetOutcome CreateSymbolicLink(Item item);

    /// <summary>A FIFO or a device node.</summary>
    TargetOutcome CreateNode(Item item);

    /// <summary>Metadata and times of the directories, deepest first, then what must come last. Call it once, after all items.</summary>
    void FinishDirectories();
}
