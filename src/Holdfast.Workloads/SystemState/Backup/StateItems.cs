using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Files.Windows;
using Holdfast.Workloads.Files.Windows.Items;
using Holdfast.Workloads.ShadowCopies.Planning;
using Holdfast.Workloads.SystemState.Points;
using Holdfast.Workloads.VirtualMachines;

namespace Holdfast.Workloads.SystemState.Backup;

/// <summary>Files of a system state as items, with access lists, attributes, times, and streams where Windows tells of them, and the folders that they lie in.</summary>
/// <param name="windows">Null: files come without.</param>
/// <param name="sink">Takes the folders.</param>
internal sealed class StateItems(IWindowsFileApi? windows, IItemSink sink, IItemNotes notes, DateTimeOffset now)
{
    /// <summary>Depth of files/C: what is above it is no folder of Windows.</summary>
    private const int Root = 2;

    private const uint OwnFolder = 0x1c0; // rwx for the server's account alone

    private readonly FilePlaces _places = new();
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

    /// <summary>The item of a file. For others than the server's account nothing is to be read, wherever it is recovered to: hives hold secrets.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public Item Of(PlannedFile file)
    {
        var item = MachineLayout.File(_places.ItemOf(file.Path), now);
        if (windows is null) return item;
        AddFolders(item, file.Source);
        // What Windows encrypts cannot be described beside content that is not its raw form; files of the system are never.
        if (windows.Look(file.Source) is { IsFolder: false } found && !found.Attributes.HasFlag(FileAttributes.Encrypted)) Describe(item, found, file.Source);
        return item;
    }

    /// <summary>The folders of a file, where its path in the shadow copy has the same ones: some files are read from elsewhere.</summary>
    private void AddFolders(Item item, string source)
    {
        var path = Encoding.UTF8.GetString(item.Path);
        var parts = path.Split('/');
        if (!source.EndsWith($"\\{string.Join('\\', parts[Root..])}", StringComparison.OrdinalIgnoreCase)) return;
        for (var depth = parts.Length - 1; depth > Root; depth--)
        {
            (path, source) = (path[..path.LastIndexOf('/')], source[..source.LastIndexOf('\\')]);
            if (!_folders.Add(path)) return;
            var folder = Folder(path);
            Describe(folder, windows!.Look(source), source);
            sink.Add(folder);
        }
    }

    private Item Folder(string path)
    {
        var item = MachineLayout.File(path, now);
        return new Item { Parent = item.Parent, Name = item.Name, Kind = ItemKind.Directory, Mode = OwnFolder, Modified = item.Modified, Changed = item.Changed };
    }

    private void Describe(Item item, WindowsObject found, string source)
    {
        var mode = item.Mode;
        WindowsItems.Update(item, found);
        WindowsItems.ReadMetadata(windows!, source, item, notes);
        item.Mode = mode;
        // Numbers of files are those of their volume, and the point has files of several. Names that are not in the point are not missed: each that is carries its content.
        if (item.LinkGroup != 0) item.LinkGroup = Math.Max(1, FileNumber.Of(((UInt128)found.Volume << 64) ^ found.Id));
        foreach (var (name, length) in WindowsMetadata.Large(found.Streams))
            notes.Add(new ItemNote(NoteKind.MetadataIncomplete, item.Path, 0, $"Not kept: stream {name} ({length} bytes)."));
    }
}
