using Holdfast.Workloads.Platform;

namespace Holdfast.Workloads.Applications;

/// <summary>The kinds that this program knows. A new kind is a folder of this project and a line here.</summary>
public static class InstalledWorkloads
{
    /// <param name="platform">What this computer gives to those that need it.</param>
    public static IReadOnlyList<IWorkload> On(IHostPlatform platform)
    {
        ArgumentNullException.ThrowIfNull(platform);
        var databases = new SqlServer.SqlServerWorkload(platform.ShadowCopies);
        return
        [
            databases,
            new PostgreSql.PostgreSqlWorkload(),
            new VirtualMachines.Qemu.QemuWorkload(),
            new VirtualMachines.HyperV.HyperVWorkload(platform.HyperV),
            new Exchange.ExchangeWorkload(platform.ShadowCopies, platform.Exchange),
            new SystemState.SystemStateWorkload(platform.ShadowCopies, platform.WindowsFiles, platform.Directory, TimeProvider.System),
            new SystemState.BareMetalWorkload(platform.ShadowCopies, platform.HostDisks, platform.Directory, TimeProvider.System),
            new SharePoint.SharePointWorkload(platform.ShadowCopies, databases),
        ];
    }
}
