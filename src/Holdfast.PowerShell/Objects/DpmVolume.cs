using Holdfast.Contracts.Api.Setup;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>A file system of the backup server that could be, or is, a disk of the storage pool. Sizes in bytes.</summary>
[View("Name", "FileSystem", "Capacity", "FreeSpace", "InUseByDpm", "Verdict")]
public sealed class DpmVolume : ServerObject
{
    internal DpmVolume(DpmServer server, DiskCandidate candidate, bool inUse) : base(server)
    {
        (Name, FileSystem, Device, Capacity, FreeSpace) = (candidate.Path, candidate.FileSystem, candidate.Device, candidate.Capacity, candidate.Free);
        (Verdict, Reason, InUseByDpm) = (candidate.Verdict, candidate.Reason, inUse);
    }

    /// <summary>A folder that a person named.</summary>
    internal DpmVolume(DpmServer server, string folder) : base(server) => (Name, FileSystem, Device, Verdict) = (folder, "", "", DiskCandidate.Usable);

    /// <summary>The folder that would be added.</summary>
    public string Name { get; }

    public string MountPoints => Name;

    public string FileSystem { get; }

    /// <summary>As the system names it.</summary>
    public string Device { get; }

    public long Capacity { get; }

    public long FreeSpace { get; }

    /// <summary>A disk of the pool lies on it.</summary>
    public bool InUseByDpm { get; }

    /// <summary>usable, warning, refused.</summary>
    public string Verdict { get; }

    /// <summary>Why not, or why not without a thought; null where it is usable.</summary>
    public string? Reason { get; }

    public override string ToString() => Name;
}
