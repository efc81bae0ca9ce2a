using Holdfast.Workloads.Exchange.Shell;
using Holdfast.Workloads.Files.Windows;
using Holdfast.Workloads.Files.Windows.Journal;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.VirtualMachines.HyperV;

namespace Holdfast.Workloads.Platform;

/// <summary>What only one operating system gives to workloads. Thread-safe.</summary>
public interface IHostPlatform
{
    /// <summary>Null where there is no Volume Shadow Copy Service.</summary>
    IShadowCopyService? ShadowCopies { get; }

    /// <summary>Null where disks cannot be read below their volumes.</summary>
    SystemState.Hosts.IHostDisks? HostDisks => null;

    /// <summary>Null where there is no Active Directory.</summary>
    SystemState.Hosts.IDirectoryService? Directory => null;

    /// <summary>Null where there is no Hyper-V.</summary>
    IHyperVHosts? HyperV { get; }

    /// <summary>Null where Exchange cannot be.</summary>
    IExchangeShell? Exchange => null;

    /// <summary>Null where files are not those of Windows.</summary>
    IWindowsFileApi? WindowsFiles => null;

    /// <summary>Null where volumes keep no change journals.</summary>
    IChangeJournals? ChangeJournals => null;
}
