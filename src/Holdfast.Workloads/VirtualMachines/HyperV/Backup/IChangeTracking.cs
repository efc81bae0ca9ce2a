namespace Holdfast.Workloads.VirtualMachines.HyperV.Backup;

/// <summary>Resilient change tracking of a disk: which blocks changed since an id was made.</summary>
public interface IChangeTracking
{
    /// <summary>Changes in a range of the disk, from its front on as far as the platform goes at once.</summary>
    /// <param name="file">Path of the disk's image on the host.</param>
    /// <param name="since">Id that a reference point named.</param>
    /// <exception cref="ChangeTrackingFailure">It cannot be told: the id is not known, or tracking is off.</exception>
    ChangePage Changes(string file, string since, long offset, long length);
}
