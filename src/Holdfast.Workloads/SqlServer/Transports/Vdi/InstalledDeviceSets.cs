using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>The virtual device interface that SQL Server installed on this computer.</summary>
internal sealed class InstalledDeviceSets : IVirtualDeviceSets
{
    public IVirtualDeviceSet Create(string? instance, int stripes)
    {
        var name = $"holdfast-{Guid.NewGuid():N}";
        if (OperatingSystem.IsWindows()) return new WindowsDeviceSet(instance, name, stripes);
        return instance is null ? new LinuxDeviceSet(name, stripes)
            : throw new WorkloadException(WorkloadFault.NotPossible, "SQL Server on Linux has no named instances.", "Leave the instance out of the address.");
    }
}
