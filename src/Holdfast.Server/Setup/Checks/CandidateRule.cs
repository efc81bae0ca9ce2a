using Holdfast.Contracts.Api.Setup;

namespace Holdfast.Server.Setup.Checks;

/// <summary>Which file systems the pool takes.</summary>
internal static class CandidateRule
{
    private static readonly HashSet<string> withoutLinks = new(StringComparer.OrdinalIgnoreCase) { "vfat", "msdos", "FAT", "FAT32", "exFAT", "udf", "iso9660", "CDFS" };
    private static readonly HashSet<string> forgetful = new(StringComparer.OrdinalIgnoreCase) { "tmpfs", "ramfs", "overlay", "overlayfs" };
    private static readonly HashSet<string> network = new(StringComparer.OrdinalIgnoreCase) { "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "fuse.sshfs", "9p", "ceph", "glusterfs", "afs" };

    internal static bool IsNetwork(string fileSystem) => network.Contains(fileSystem);

    /// <param name="smallest">Bytes that a disk has at least.</param>
    /// <param name="inUse">Folders of the pool's present disks.</param>
    internal static DiskCandidate Judge(MountFacts mount, long smallest, IReadOnlyCollection<string>? inUse = null)
    {
        var (verdict, reason, remedy) = Look(mount, smallest, inUse ?? []);
        return new DiskCandidate(mount.Path, mount.FileSystem, mount.Device, mount.Capacity, mount.Free, verdict, reason, remedy);
    }

    private static (string Verdict, string? Reason, string? Remedy) Look(MountFacts mount, long smallest, IReadOnlyCollection<string> inUse)
    {
        if (mount.IsReadOnly) return Refuse("It is mounted read-only.", "Mount it for writing.");
        if (mount.IsRemovable) return Refuse("It is on a removable device: a pool needs disks that stay.", "Use a disk that is built in, or storage of a network (SAN).");
        if (mount.IsCompressed && IsNtfs(mount.FileSystem))
            return Refuse("It is compressed NTFS: files of many gigabytes in pieces make it slow, and writing can fail with space left.", "Turn compression off (compact /u /s), or use another volume.");
        if (withoutLinks.Contains(mount.FileSystem)) return Refuse($"{mount.FileSystem} has no hard links, by which the pool names its files durably.", "Use NTFS, ReFS, ext4, XFS, or btrfs.");
        if (mount.Capacity < smallest) return Refuse($"It has {Sizes.Text(mount.Capacity)}; a pool disk has at least {Sizes.Text(smallest)}.", "Use a larger one.");
        if (inUse.Any(folder => IsWithin(folder, mount.Path) && mount.Path.Length > 1))
            return Warn("A disk of the pool lies there already: a second one brings no room.", "Use another file system.");
        if (mount.IsNetwork || IsNetwork(mount.FileSystem))
            return Warn($"The file system ({mount.FileSystem}) is on the network: what was written is as safe as its server.", "Use a local disk or SAN storage where there is one.");
        if (forgetful.Contains(mount.FileSystem)) return Warn($"The file system ({mount.FileSystem}) loses everything when the machine, or its container, goes.", "Use a volume that stays.");
        return mount.IsCompressed
            ? Warn("The file system compresses: packs are compressed already, so it only costs time.", "Turn compression off for this folder.") : (DiskCandidate.Usable, null, null);
    }

    private static bool IsNtfs(string fileSystem) => fileSystem.StartsWith("ntfs", StringComparison.OrdinalIgnoreCase) || fileSystem == "fuseblk";

    private static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static (string, string?, string?) Refuse(string reason, string remedy) => (DiskCandidate.Refused, reason, remedy);

    private static (string, string?, string?) Warn(string reason, string remedy) => (DiskCandidate.Warning, reason, remedy);
}
