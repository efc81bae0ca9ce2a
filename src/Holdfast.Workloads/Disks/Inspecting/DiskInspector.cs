using Holdfast.Workloads.Disks.Blocks;
using Holdfast.Workloads.Disks.Partitions;
using Holdfast.Workloads.Disks.Vhd;
using Holdfast.Workloads.Disks.Vhdx;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Inspecting;

/// <summary>Inspects files that hold disks. Content is not read, but for what tells how it is divided: no format has checksums of it.</summary>
public sealed class DiskInspector(DiskFormat format) : IFileInspector
{
    public string Kind => format switch { DiskFormat.Vhdx => "vhdx", DiskFormat.Vhd => "vhd", _ => "diskImage" };

    public bool HoldsFiles => true;

    /// <summary>Bare content is known by its partition table or its file system.</summary>
    public bool Recognizes(FileProbe probe)
        => DiskImages.Recognize(probe.Start.Span, probe.End.Span) == format && (format != DiskFormat.Raw || BareDisk.Recognizes(probe));

    public FileFindings Inspect(Stream file, CancellationToken cancellation)
    {
        try
        {
            using var disk = DiskImages.Open(new StreamBytes(file), Opening(file));
            return disk switch
            {
                VhdxDisk vhdx => Vhdx(vhdx, cancellation),
                VhdDisk vhd => Vhd(vhd, cancellation),
                _ => Bare(disk),
            };
        }
        catch (MalformedFileException fault)
        {
            return new DiskFindings(format, false, fault);
        }
    }

    /// <summary>Reads on where it can, and looks for parents beside the file.</summary>
    public static DiskOpening Opening(Stream file) => new() { IsLenient = true, Parents = file is FileStream named ? new ParentsBeside(named.Name) : null };

    private static DiskFindings Vhdx(VhdxDisk disk, CancellationToken cancellation)
    {
        var contents = DiskContents.Of(disk);
        string[] log = disk.ReplayedEntries > 0 ? [$"The file was not closed properly: its log must be replayed ({disk.ReplayedEntries} {(disk.ReplayedEntries == 1 ? "entry" : "entries")}). Here it is read as if it had been; nothing is written."] : [];
        return Findings(DiskFormat.Vhdx, disk.Faults.FirstOrDefault() ?? Fault(() => disk.CheckBlocks(cancellation)), contents, disk, log) with
        {
            BlockLength = disk.BlockLength,
            IsFixed = disk.IsFixed,
            DiskId = disk.DiskId,
            Creator = disk.Creator,
            LogEntries = disk.ReplayedEntries,
        };
    }

    private static DiskFindings Vhd(VhdDisk disk, CancellationToken cancellation)
    {
        var contents = DiskContents.Of(disk);
        return Findings(DiskFormat.Vhd, disk.Faults.FirstOrDefault() ?? Fault(() => disk.CheckBlocks(cancellation)), contents, disk, []) with
        {
            BlockLength = disk.BlockLength > 0 ? disk.BlockLength : null,
            IsFixed = disk.IsFixed,
            DiskId = disk.UniqueId,
            Creator = disk.Creator,
        };
    }

    /// <summary>Only what is on it tells whether it is whole.</summary>
    private static DiskFindings Bare(IDisk disk)
    {
        var contents = DiskContents.Of(disk);
        return Findings(DiskFormat.Raw, contents.Faults.FirstOrDefault(), contents with { Faults = [] }, disk, []) with { IsFixed = true };
    }

    private static DiskFindings Findings(DiskFormat format, MalformedFileException? fault, DiskContents contents, IDisk disk, string[] notes) => new(format, fault is null, fault)
    {
        Length = disk.Length,
        SectorLength = disk.SectorLength,
        Parent = (disk as BlockDisk)?.Parent,
        IsParentMissing = disk is BlockDisk { MissingParent: not null },
        Scheme = contents.Scheme,
        Partitions = contents.Partitions,
        Notes = [.. notes, .. disk is BlockDisk { MissingParent: { } missing } ? (string[])[$"The disk {missing.Name}, from which it was made, is not here: what is only there cannot be read."] : [], .. contents.Faults.Select(inside => $"On the disk: {inside.Message}")],
    };

    private static MalformedFileException? Fault(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (MalformedFileException fault)
        {
            return fault;
        }
    }
}
