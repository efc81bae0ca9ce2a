using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.HyperV;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

/// <summary>Hosts of the model, by name.</summary>
internal sealed class FakeHosts(params FakeHost[] hosts) : IHyperVHosts
{
    public string Local => "HV1";

    public WorkloadCredential? Credential { get; private set; }

    public bool IsReady(out string? why)
    {
        why = null;
        return true;
    }

    public IHyperVHost Open(string name, WorkloadCredential? credential)
    {
        Credential = credential;
        return hosts.FirstOrDefault(host => host.Name == name) ?? throw new Workloads.VirtualMachines.HyperV.Wmi.WmiFailure(0x800706ba, $"The RPC server {name} is unavailable.");
    }
}
