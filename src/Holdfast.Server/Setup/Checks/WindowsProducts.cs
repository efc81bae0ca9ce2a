using System.Runtime.Versioning;
using Microsoft.Win32;

namespace Holdfast.Server.Setup.Checks;

/// <summary>Backup products by the services that they register.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsProducts
{
    private static readonly (string Service, string Product)[] services =
    [
        ("MSDPM", "Data Protection Manager or Azure Backup Server (service MSDPM)"), ("DPMRA", "protection agent of DPM or Azure Backup Server (service DPMRA)"),
        ("DPMAMService", "access management of DPM or Azure Backup Server (service DPMAMService)"), ("obengine", "Azure Backup agent, MARS (service obengine)"),
        ("VeeamBackupSvc", "Veeam Backup & Replication"), ("VeeamEndpointBackupSvc", "Veeam Agent"), ("bareos-fd", "Bareos"), ("Bacula-fd", "Bacula"),
    ];

    internal static IReadOnlyList<string> Find()
    {
        using var root = Registry.LocalMachine.OpenSubKey(@"SYSTEM\CurrentControlSet\Services");
        var found = new List<string>();
        foreach (var (service, product) in services)
        {
            using var key = root?.OpenSubKey(service);
            if (key is not null) found.Add(product);
        }
        return found;
    }
}
