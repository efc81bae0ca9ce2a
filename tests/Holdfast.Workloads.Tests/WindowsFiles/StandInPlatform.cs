using Holdfast.Workloads.Files.Windows;
using Holdfast.Workloads.Files.Windows.Journal;
using Holdfast.Workloads.Platform;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.VirtualMachines.HyperV;

namespace Holdfast.Workloads.Tests.WindowsFiles;

internal sealed class StandInPlatform(IWindowsFileApi files, IChangeJournals? journals = null, IShadowCopyService? shadowCopies = null) : IHostPlatform
{
    public IShadowCopyService? ShadowCopies => shadowCopies;

    public IHyperVHosts? HyperV => null;

    public IWindowsFileApi? WindowsFiles => files;

    public IChangeJournals? ChangeJournals => journals;
}
