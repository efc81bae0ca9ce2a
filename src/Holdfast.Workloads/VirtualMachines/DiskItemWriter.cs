using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>Writes files and directories of a file system beneath a target, with their metadata. What cannot be read or written is noted, and the rest goes on.</summary>
internal sealed class DiskItemWriter(IFileTarget target, IItemNotes notes, IWorkloadProgress progress, CancellationToken cancellation)
{
    private const int Block = 4096;

    /// <summary>Writes an item, and everything below it where it is a directory.</summary>
    /// <param name="path">Where it goes below the target.</param>
    public void Write(IFileSystem files, FileEntry entry, string path)
    {
        var links = new Dictionary<ulong, Item>();
        WriteOne(files, entry, path, links);
        if (entry.Kind != ItemKind.Directory) return;
        foreach (var (below, child) in FileTree.Walk(files, entry))
        {
            cancellation.ThrowIfCancellationRequested();
            WriteOne(files, child, $"{path}/{below}", links);
        }
    }

    private void WriteOne(IFileSystem files, FileEntry entry, string path, Dictionary<ulong, Item> links)
    {
        var place = ItemPath.FromDisplay(path);
        try
        {
            var (parent, name) = ItemPath.Split(place);
            var item = files.Describe(entry, parent, name);
            switch (item.Kind)
            {
                case ItemKind.Directory:
                    target.CreateDirectory(item);
                    break;
                case ItemKind.SymbolicLink:
                    target.CreateSymbolicLink(item);
                    break;
                case ItemKind.File:
                    WriteFile(files, entry, item, links);
                    break;
                default:
                    target.CreateNode(item);
                    break;
            }
        }
        catch (Exception error) when (error is MalformedFileException or NotSupportedException or IOException)
        {
            notes.Add(new ItemNote(NoteKind.Unreadable, place, 0, error.Message));
        }
    }

    private void WriteFile(IFileSystem files, FileEntry entry, Item item, Dictionary<ulong, Item> links)
    {
        if (item.LinkCount > 1 && links.TryGetValue(entry.Number, out var first) && target.CreateLinkTo(item, first) != TargetOutcome.NotLinkable) return;
        var content = files.OpenRead(entry);
        item.Size = content.Length;
        if (target.BeginFile(item) is not { } file) return;
        var isWhole = false;
        try
        {
            SourcePieces.ReadAll(content, (offset, bytes) => Write(file, offset, bytes), cancellation);
            isWhole = true;
        }
        finally
        {
            if (!isWhole) target.Abort(file);
        }
        if (target.Finish(file) == TargetOutcome.Done && item.LinkCount > 1) links[entry.Number] = item;
    }

    /// <summary>What holds zeros alone is not written and stays a hole.</summary>
    private void Write(TargetFile file, long offset, ReadOnlySpan<byte> bytes)
    {
        for (var block = 0; block < bytes.Length; block += Block)
        {
            var some = bytes[block..Math.Min(bytes.Length, block + Block)];
            if (some.ContainsAnyExcept((byte)0)) file.WriteAt(offset + block, some);
        }
        progress.Read(bytes.Length);
    }
}
