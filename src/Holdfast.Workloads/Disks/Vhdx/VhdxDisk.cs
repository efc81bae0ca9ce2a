using Holdfast.Workloads.Disks.Blocks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>The disk in a VHDX file ([MS-VHDX]): fixed, dynamic, or differencing. A log that must be replayed is replayed in memory.</summary>
public sealed class VhdxDisk : BlockDisk
{
    private readonly VhdxMetadata metadata;
    private readonly VhdxBlocks blocks;

    private VhdxDisk(VhdxParts parts, IDisk? parent, IReadOnlyList<MalformedFileException> faults) : base(parts.File, parent, parts.Metadata.Parent)
    {
        metadata = parts.Metadata;
        Parts = parts;
        blocks = new VhdxBlocks(parts);
        Faults = faults;
    }

    public override long Length => metadata.Length;

    public override int SectorLength => metadata.SectorLength;

    public int PhysicalSectorLength => metadata.PhysicalSectorLength;

    /// <summary>Bytes: 1 to 256 MiB.</summary>
    public int BlockLength => metadata.BlockLength;

    /// <summary>All blocks are meant to be in the file.</summary>
    public bool IsFixed => metadata.IsFixed;

    /// <summary>The disk's identity, as the machine sees it.</summary>
    public Guid DiskId => metadata.DiskId;

    /// <summary>Another one after each change of content.</summary>
    public Guid DataWriteGuid => Parts.Header.DataWriteGuid;

    /// <summary>The software that made the file, as it says; may be empty.</summary>
    public string Creator => Parts.Creator;

    /// <summary>Entries of the log that had to be replayed; 0: the file was closed properly.</summary>
    public int ReplayedEntries => Parts.ReplayedEntries;

    /// <summary>What is wrong with the file, although it can be read.</summary>
    public IReadOnlyList<MalformedFileException> Faults { get; }

    internal VhdxParts Parts { get; }

    /// <param name="file">Closed with the disk where it can be closed; not where opening fails.</param>
    /// <exception cref="MalformedFileException">It is damaged, cut off, or needs what is not known here; or its parent is another disk than it was made from.</exception>
    /// <exception cref="FileNotFoundException">Its parent is not here.</exception>
    public static VhdxDisk Open(IByteSource file, DiskOpening? opening = null)
    {
        var faults = new List<MalformedFileException>();
        var parts = VhdxParts.Read(file, faults);
        var parent = parts.Metadata.Parent is { } reference ? ParentChain.Open(reference, parts.Metadata.ParentOffset, opening ?? DiskOpening.Plain, faults, disk => Check(parts.Metadata, disk)) : null;
        return new VhdxDisk(parts, parent, faults);
    }

    /// <summary>Checks that every block lies in the file and apart from all others. Takes a bit of memory for each megabyte of the file.</summary>
    /// <exception cref="MalformedFileException">One does not.</exception>
    public void CheckBlocks(CancellationToken cancellation) => VhdxBlockCheck.Run(Parts, cancellation);

    private protected override Extent Next(long offset, long most) => blocks.Next(offset, most);

    /// <summary>What is wrong with a parent; null where it is the right one.</summary>
    private static (string Expected, string Found)? Check(VhdxMetadata child, IDisk parent)
    {
        if (parent is not VhdxDisk disk) return ("a parent that is a VHDX", "another format");
        if (!child.Parent!.Ids.Contains(disk.DataWriteGuid)) return ($"a parent with content {string.Join(" or ", child.Parent.Ids)}", $"{disk.DataWriteGuid}: it was changed since, or is another disk");
        return disk.SectorLength == child.SectorLength ? null : ($"a parent with sectors of {child.SectorLength} bytes", $"{disk.SectorLength}");
    }
}
