using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>Makes virtual devices on this computer.</summary>
internal interface IVirtualDeviceSets
{
    /// <param name="instance">Null for the default instance.</param>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotHere"/>: SQL Server's interface for them is not installed here.</exception>
    IVirtualDeviceSet Create(string? instance, int stripes);
}
