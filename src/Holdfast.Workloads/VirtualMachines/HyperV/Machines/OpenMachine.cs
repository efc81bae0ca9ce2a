using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Machines;

/// <summary>A host and a machine of it, found on whichever node of a cluster owns it now. Disposed, the host is closed.</summary>
internal sealed class OpenMachine : IDisposable
{
    private OpenMachine(IHyperVHost host, IWmiSession session, Machine machine) => (Host, Session, Machine) = (host, session, machine);

    public IHyperVHost Host { get; }

    /// <summary>root\virtualization\v2 of the host.</summary>
    public IWmiSession Session { get; }

    public Machine Machine { get; }

    /// <exception cref="WorkloadException">There is no such machine, or the host cannot be asked.</exception>
    public static OpenMachine Find(IHyperVHosts hosts, HyperVAddress address, WorkloadCredential? credential)
    {
        if (address.Machine is null) throw new WorkloadException(WorkloadFault.AddressWrong, $"{address} is a host, and machines are backed up one by one.", "Add the id or name of a machine to the address.");
        return On(hosts.Open(address.Host, credential), address)
            ?? (Owner(hosts, address, credential) is { } owner ? On(hosts.Open(owner, credential), address with { Host = owner }) : null)
            ?? throw new WorkloadException(WorkloadFault.NotReachable, $"{address.Host} has no machine {address.Machine}.", "See with discover which machines there are; a machine that was moved is protected at its new host.");
    }

    /// <summary>The virtualization namespace of a host.</summary>
    public static IWmiSession Connect(IHyperVHost host) =>
        host.Connect(Msvm.Namespace) ?? throw new WmiFailure(WmiFailure.InvalidNamespace, $"{host.Name} has no namespace {Msvm.Namespace}: the Hyper-V role is not installed.");

    public void Dispose()
    {
        Session.Dispose();
        Host.Dispose();
    }

    private static OpenMachine? On(IHyperVHost host, HyperVAddress address)
    {
        IWmiSession? session = null;
        OpenMachine? open = null;
        try
        {
            session = Connect(host);
            if (MachineQueries.Find(session, address) is { } system) open = new OpenMachine(host, session, MachineQueries.Describe(session, system));
            return open;
        }
        finally
        {
            if (open is null)
            {
                session?.Dispose();
                host.Dispose();
            }
        }
    }

    /// <summary>The node of the cluster that has the machine now; null where the host is in no cluster, or the cluster has no such machine.</summary>
    private static string? Owner(IHyperVHosts hosts, HyperVAddress address, WorkloadCredential? credential)
    {
        using var host = hosts.Open(address.Host, credential);
        using var session = host.Connect(Msvm.ClusterNamespace);
        if (session is null || MachineQueries.Find(session, address) is not { } system) return null;
        return session.Related(system.Path, Msvm.ComputerSystem, Msvm.HostOfSystem).FirstOrDefault()?.Text("Name")?.ToLowerInvariant();
    }
}
