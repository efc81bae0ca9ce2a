using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.VirtualMachines.HyperV;

namespace Holdfast.Workloads.Platform;

/// <summary>A computer without anything of Windows.</summary>
public sealed class PlainPlatform : IHostPlatform
{
    public IShadowCopyService? ShadowCopies => null;

    public IHyperVHosts? HyperV => null;
}
