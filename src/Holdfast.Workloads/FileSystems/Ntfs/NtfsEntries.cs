using Holdfast.Format.Items;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>What a listing shows of a file.</summary>
internal sealed class NtfsEntries(NtfsVolume volume, MasterFileTable table)
{
    /// <exception cref="MalformedFileException">A record of the file is damaged.</exception>
    public FileEntry Of(FileRecord record, string name)
    {
        var file = table.Gather(record);
        var target = file.Find(AttributeType.ReparsePoint) is { } point ? Target(file, point) : null;
        var kind = target is not null ? ItemKind.SymbolicLink : record.IsDirectory ? ItemKind.Directory : ItemKind.File;
        var size = kind == ItemKind.File && file.Find(AttributeType.Data) is { } data ? data.Size : 0;
        return new FileEntry(FileReference.Of(record), name, kind, size, NtfsTime.Of(file.Standard.Modified), target);
    }

    /// <summary>Null where a record of the file is damaged.</summary>
    public FileEntry? TryOf(FileRecord record)
    {
        try
        {
            return Of(record, "");
        }
        catch (MalformedFileException)
        {
            // Told when the file is opened: the others of its directory are to be listed.
            return null;
        }
    }

    private string? Target(NtfsFile file, NtfsAttribute point) => ReparsePoint.Target(new Fields(ReparsePoint.Read(volume, file, point), point.Origin));
}
