using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Ext4;

/// <summary>Replays the journal of a file system that was not unmounted.</summary>
internal static class Journals
{
    /// <returns>The volume as it is after the replay; the volume itself is not changed.</returns>
    /// <exception cref="NotSupportedException">The journal is on another disk, or has features that are not known here.</exception>
    /// <exception cref="MalformedFileException">It is damaged.</exception>
    public static Ext4Volume Replay(Ext4Volume volume)
    {
        if (volume.Superblock.JournalInode == 0) throw new NotSupportedException("The file system was not unmounted, and its journal is on another disk.");
        var inode = volume.ReadInode(volume.Superblock.JournalInode);
        var bytes = new RunBytes(volume.Metadata, InodeContent.Runs(volume, inode).Runs, inode.Size, long.MaxValue);
        if (bytes.Length < volume.BlockLength) throw inode.Fields.Refuse(4, "a journal of at least a block", $"{bytes.Length} bytes");
        var superblock = JournalSuperblock.Read(bytes, volume.BlockLength, inode.Origin);
        if (superblock.Start == 0) return volume;
        var blocks = new JournalReplay(volume, bytes, superblock).Run();
        var metadata = new ReplayedBytes(volume.Metadata, bytes, volume.BlockLength, blocks);
        return new Ext4Volume(new ReplayedBytes(volume.Raw, bytes, volume.BlockLength, blocks), metadata, Superblock.Read(metadata));
    }
}
