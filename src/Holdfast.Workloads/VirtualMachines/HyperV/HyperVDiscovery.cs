using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.HyperV.Machines;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV;

/// <summary>Finds machines, and says how one is.</summary>
internal static class HyperVDiscovery
{
    public static IReadOnlyList<FoundDatasource> Machines(IWmiSession session, HyperVAddress host, CancellationToken cancellation)
    {
        var found = new List<FoundDatasource>();
        foreach (var system in MachineQueries.All(session))
        {
            cancellation.ThrowIfCancellationRequested();
            if (system.Text("Name") is not { } id || !Guid.TryParse(id, out _)) continue;
            found.Add(new FoundDatasource(host.Of(id.ToUpperInvariant()).ToString(), system.Text("ElementName") ?? id, 0, host.ToString(), IsContainer: false, Unprotectable(session, system)));
        }
        return found;
    }

    public static DatasourceFacts Describe(IHyperVHosts hosts, HyperVAddress address, HyperVOptions options, WorkloadContext context, CancellationToken cancellation)
    {
        using var open = OpenMachine.Find(hosts, address, context.Credential);
        var machine = open.Machine;
        var images = WmiService.Find(open.Session, Msvm.ImageService, context.Clock);
        var size = machine.Storage.Disks.Sum(disk => DiskImage.Ask(images, disk.File, cancellation).Length);
        var asksInside = options.Consistency != CheckpointConsistency.Crash && machine is { IsRunning: true, IsReplica: false };
        return new DatasourceFacts(machine.Name, $"generation {machine.Generation}, configuration {machine.ConfigurationVersion}", size, [BackupType.Full, BackupType.Incremental],
            asksInside ? ConsistencyGuarantee.Application : ConsistencyGuarantee.Crash, [.. HyperVAdvice.Of(machine, options)]);
    }

    /// <summary>Null where a machine can be protected.</summary>
    private static string? Unprotectable(IWmiSession session, WmiObject system)
    {
        try
        {
            var machine = MachineQueries.Describe(session, system);
            return machine.Storage is { Disks.Count: 0, LeftOut.Count: > 0 } ? $"none of its disks can be taken: {string.Join(' ', machine.Storage.LeftOut)}" : null;
        }
        catch (MethodFailure failure)
        {
            return failure.Message;
        }
    }
}
