using Holdfast.Workloads.Disks.Blocks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Vhd;

/// <summary>The disk in a VHD file: fixed, dynamic, or differencing.</summary>
public sealed class VhdDisk : BlockDisk
{
    private readonly VhdFooter footer;
    private readonly VhdHeader? header;
    private readonly VhdBlocks? blocks;

    private VhdDisk(IByteSource file, VhdFooter footer, VhdHeader? header, IDisk? parent, IReadOnlyList<MalformedFileException> faults) : base(file, parent, header?.Parent)
    {
        (this.footer, this.header, Faults) = (footer, header, faults);
        blocks = header is null ? null : new VhdBlocks(file, header);
    }

    public override long Length => footer.Length;

    public override int SectorLength => VhdFormat.Sector;

    /// <summary>Bytes; 0: a fixed disk has no blocks.</summary>
    public int BlockLength => header?.BlockLength ?? 0;

    public bool IsFixed => header is null;

    /// <summary>By which a child knows its parent.</summary>
    public Guid UniqueId => footer.UniqueId;

    /// <summary>The software that made the file, in four letters or fewer.</summary>
    public string Creator => footer.Creator;

    /// <summary>What is wrong with the file, although it can be read.</summary>
    public IReadOnlyList<MalformedFileException> Faults { get; }

    /// <param name="file">Closed with the disk where it can be closed; not where opening fails.</param>
    /// <exception cref="MalformedFileException">It is damaged or cut off, or its parent is another disk than it was made from.</exception>
    /// <exception cref="FileNotFoundException">Its parent is not here.</exception>
    public static VhdDisk Open(IByteSource file, DiskOpening? opening = null)
    {
        var how = opening ?? DiskOpening.Plain;
        var faults = new List<MalformedFileException>();
        var footer = VhdFooter.Read(file, how.IsLenient, faults);
        if (footer.Type == VhdFormat.Fixed)
        {
            if (footer.Length > footer.ContentEnd) throw new MalformedFileException(footer.ContentEnd, $"a disk of {footer.Length} bytes in front of the footer", "the footer");
            return new VhdDisk(file, footer, null, null, faults);
        }

        var header = VhdHeader.Read(file, footer, how.IsLenient, faults);
        var parent = header.Parent is { } reference ? ParentChain.Open(reference, header.Offset + 40, how, faults, disk => Check(reference, disk)) : null;
        return new VhdDisk(file, footer, header, parent, faults);
    }

    /// <summary>Checks that every block lies in the file and apart from all others.</summary>
    /// <exception cref="MalformedFileException">One does not.</exception>
    public void CheckBlocks(CancellationToken cancellation)
    {
        if (header is not null) VhdBlockCheck.Run(header, blocks!, Length, footer.ContentEnd, cancellation);
    }

    private protected override Extent Next(long offset, long most) => blocks?.Next(offset, most) ?? new Extent(Held.Here, offset, most);

    /// <summary>What is wrong with a parent; null where it is the right one.</summary>
    private static (string Expected, string Found)? Check(ParentReference reference, IDisk parent)
    {
        if (parent is not VhdDisk disk) return ("a parent that is a VHD", "another format");
        return reference.Ids.Contains(disk.UniqueId) ? null : ($"the parent {reference.Ids[0]}", $"{disk.UniqueId}: another disk");
    }
}
