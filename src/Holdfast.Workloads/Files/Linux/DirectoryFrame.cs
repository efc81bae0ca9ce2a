namespace Holdfast.Workloads.Files.Linux;

/// <summary>A directory on the way from the root to where the walk is.</summary>
internal sealed class DirectoryFrame(DirectoryHandle handle, byte[] name, int pathLength, ulong device, ulong inode, bool isMount)
{
    /// <summary>Null while closed to save handles; the name, device and inode find it again.</summary>
    public DirectoryHandle? Handle { get; set; } = handle;

    public byte[] Name => name;

    /// <summary>Length of the path, which the walk keeps in one buffer.</summary>
    public int PathLength => pathLength;

    public ulong Device => device;

    public ulong Inode => inode;

    /// <summary>True where the directory was opened in the live tree because a snapshot does not contain it.</summary>
    public bool IsMount => isMount;

    /// <summary>Subdirectories to enter, in order; entries before <see cref="Next"/> are done.</summary>
    public List<Subdirectory> Subdirectories { get; } = [];

    public int Next { get; set; }
}
