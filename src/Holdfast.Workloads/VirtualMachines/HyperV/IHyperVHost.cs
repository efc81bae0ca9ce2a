using Holdfast.Workloads.VirtualMachines.HyperV.Backup;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV;

/// <summary>One computer with Hyper-V. Disposed, its sessions end.</summary>
public interface IHyperVHost : IDisposable
{
    string Name { get; }

    /// <summary>Opens a namespace, such as root\virtualization\v2; null where the host has none of that name.</summary>
    /// <exception cref="WmiFailure">The host cannot be reached, or does not accept the account.</exception>
    IWmiSession? Connect(string wmiNamespace);

    /// <summary>Where this process finds a file or folder that the host knows by a path.</summary>
    string Locate(string path);

    /// <summary>Changed blocks as virtdisk.dll tells them, for a host whose WMI does not; null where this is another computer.</summary>
    IChangeTracking? DirectTracking { get; }
}
