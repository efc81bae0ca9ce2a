using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV;

/// <summary>Whether a host answers questions about its machines.</summary>
public static class HyperVReadiness
{
    /// <param name="why">What is missing; null where nothing is.</param>
    /// <exception cref="WmiFailure">The host cannot be asked at all.</exception>
    public static bool Of(IHyperVHost host, out string? why)
    {
        ArgumentNullException.ThrowIfNull(host);
        using var session = host.Connect(Msvm.Namespace);
        // Whoever is no administrator of Hyper-V is shown an empty namespace.
        why = session is null ? "the Hyper-V role is not installed"
            : session.Query(Msvm.ManagementService).Count == 0 ? "the service vmms does not run, or the account is no administrator of Hyper-V"
            : null;
        return why is null;
    }
}
