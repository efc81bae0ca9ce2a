using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Platform;
using Holdfast.Workloads.Windows.Platform;

namespace Holdfast.Agent.Applications;

/// <summary>The kinds of applications, with what this computer gives to them.</summary>
public static class WorkloadsHere
{
    /// <summary>What this computer gives.</summary>
    public static IHostPlatform Platform { get; } = OperatingSystem.IsWindows() ? new WindowsPlatform() : new PlainPlatform();

    public static IReadOnlyList<IWorkload> All { get; } = InstalledWorkloads.On(Platform);
}
