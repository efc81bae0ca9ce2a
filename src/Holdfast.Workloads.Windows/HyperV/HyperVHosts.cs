using System.Runtime.Versioning;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.HyperV;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.Windows.HyperV;

/// <summary>Hyper-V as this computer reaches it.</summary>
[SupportedOSPlatform("windows")]
internal sealed class HyperVHosts : IHyperVHosts
{
    public string Local => Environment.MachineName;

    public bool IsReady(out string? why)
    {
        try
        {
            using var host = Open(Local, null);
            return HyperVReadiness.Of(host, out why);
        }
        catch (WmiFailure failure)
        {
            why = failure.Message;
            return false;
        }
    }

    public IHyperVHost Open(string name, WorkloadCredential? credential) => new HyperVHost(name, HostPath.IsLocal(name, Local), credential);
}
