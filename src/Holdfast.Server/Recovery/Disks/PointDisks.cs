using Holdfast.Server.Applications;
using Holdfast.Server.Engine;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;

namespace Holdfast.Server.Recovery.Disks;

/// <summary>Which disks points hold, as the workloads of their kinds read it out of their documents. Points never change: what was read last is remembered. Thread-safe.</summary>
internal sealed class PointDisks(IEngine engine, ApplicationKinds kinds)
{
    private const int MostPoints = 256;

    private readonly Lock gate = new();
    private readonly Queue<PointRef> order = [];
    private readonly Dictionary<PointRef, IReadOnlyList<PointDisk>> known = [];

    /// <summary>Empty for points of files, and of kinds without disks.</summary>
    internal IReadOnlyList<PointDisk> Of(PointRef point)
    {
        lock (gate)
            if (known.TryGetValue(point, out var disks))
                return disks;
        var found = Read(point);
        lock (gate)
        {
            if (!known.TryAdd(point, found)) return found;
            order.Enqueue(point);
            if (order.Count > MostPoints) known.Remove(order.Dequeue());
        }
        return found;
    }

    private IReadOnlyList<PointDisk> Read(PointRef point)
    {
        if (engine.Document(point) is not { } document || kinds.Find(document.Kind) is not { } workload) return [];
        try
        {
            return workload.Disks(document);
        }
        catch (WorkloadException)
        {
            // What the point says of its machine cannot be read. Its files are there to be looked at and recovered all the same.
            return [];
        }
    }
}
