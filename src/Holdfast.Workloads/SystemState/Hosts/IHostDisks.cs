using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.SystemState.Hosts;

/// <summary>The disks of this computer as they are below its volumes. Failures are <see cref="IOException"/> and <see cref="UnauthorizedAccessException"/>.</summary>
public interface IHostDisks
{
    /// <summary>By number; removable ones are not among them.</summary>
    IReadOnlyList<HostDisk> List();

    /// <summary>A disk as it is now, read only.</summary>
    IDisk Open(HostDisk disk);

    /// <summary>A shadow copy of a volume, read only.</summary>
    /// <param name="device">Such as \\?\GLOBALROOT\Device\HarddiskVolumeShadowCopy7.</param>
    /// <param name="length">Bytes of its partition: the file system takes no more.</param>
    IDisk OpenCopy(string device, long length, int sectorLength);
}
