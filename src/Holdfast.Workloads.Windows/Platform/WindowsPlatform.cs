using System.Runtime.Versioning;
using Holdfast.Workloads.Exchange.Shell;
using Holdfast.Workloads.Files.Windows;
using Holdfast.Workloads.Files.Windows.Journal;
using Holdfast.Workloads.Platform;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.SystemState.Hosts;
using Holdfast.Workloads.VirtualMachines.HyperV;
using Holdfast.Workloads.Windows.Files;
using Holdfast.Workloads.Windows.HyperV;
using Holdfast.Workloads.Windows.ShadowCopies;
using Holdfast.Workloads.Windows.SystemState;

namespace Holdfast.Workloads.Windows.Platform;

/// <summary>What Windows gives to workloads.</summary>
[SupportedOSPlatform("windows")]
public sealed class WindowsPlatform : IHostPlatform
{
    public IShadowCopyService? ShadowCopies { get; } = new WindowsShadowCopies();

    public IHostDisks? HostDisks { get; } = new WindowsHostDisks();

    public IDirectoryService? Directory { get; } = new DirectoryShell();

    public IHyperVHosts? HyperV { get; } = new HyperVHosts();

    public IExchangeShell? Exchange { get; } = new ManagementShell();

    public IWindowsFileApi? WindowsFiles { get; } = WindowsFileApi.OnThis();

    public IChangeJournals? ChangeJournals { get; } = new ChangeJournals();
}
