using Holdfast.Workloads.VirtualMachines.HyperV.Machines;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Backup;

/// <summary>Reads reference points, and removes them.</summary>
internal static class ReferencePoints
{
    /// <summary>
    /// Change tracking ids of a reference point by the places of the disks. Which number its type has, Microsoft's reference tells in two ways (2 where the class is described, 1 where the method that
    /// makes one is); a point that names ids tracks blocks, whatever its number.
    /// </summary>
    /// <exception cref="MethodFailure">It names more disks than ids, or the other way round.</exception>
    public static IReadOnlyDictionary<string, string> Ids(WmiObject point)
    {
        var (disks, ids) = (point.Texts("VirtualDiskIdentifiers"), point.Texts("ResilientChangeTrackingIdentifiers"));
        if (disks.Count != ids.Count) throw new MethodFailure(-1, $"The reference point names {disks.Count} disks and {ids.Count} ids of change tracking.");
        var known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (disk, id) in disks.Zip(ids))
            if (id.Length > 0) known[AttachedDisk.PlaceOf(disk)] = id;
        return known;
    }

    /// <summary>All of a machine, whoever made them.</summary>
    public static IReadOnlyList<WmiObject> Of(IWmiSession session, WmiObject system) => session.Related(system.Path, Msvm.ReferencePoint, Msvm.ReferencePointsOfSystem);

    /// <summary>Removes those of a machine that have these ids. One that is gone already is no fault.</summary>
    public static void Destroy(IWmiSession session, WmiObject system, IReadOnlyCollection<string> instances, TimeProvider clock, CancellationToken cancellation)
    {
        if (instances.Count == 0) return;
        var found = Of(session, system).Where(point => instances.Contains(point.Text("InstanceID"))).ToList();
        if (found.Count == 0) return;
        var service = WmiService.Find(session, Msvm.ReferencePointService, clock);
        foreach (var point in found) service.Call("DestroyReferencePoint", [WmiArgument.Of("AffectedReferencePoint", point.Path)], cancellation);
    }
}
