namespace Holdfast.PowerShell.Cmdlets.Configuration;

/// <summary>DPM's global properties, of which none is a setting here: what always holds, and what takes the place of the others.</summary>
internal static class GlobalProperties
{
    private static readonly Dictionary<string, string> refusals = new(StringComparer.OrdinalIgnoreCase)
    {
        ["HyperVPagefileExclusions"] = "Machines are backed up by their changed blocks, whatever lies in these.",
        ["KnownVMMServers"] = "Machines are found at their host or management server: Get-DPMDatasource -ProductionServer HOST -Inquire.",
        ["LibraryRefreshInterval"] = "There are no tape libraries.",
        ["TruncateSharePointDbLogs"] = "Logs of databases end with each log backup of the database itself.",
        ["ExchangeSCRProtection"] = "Databases are protected where they are active.",
        ["RegisteredWriters"] = "Workloads are a part of the program: `holdfast source kinds`.",
        ["MaxCapacityForClientAutoDeployment"] = "Agents are enrolled by tokens: `holdfast agent token`. There is no limit of their number.",
        ["ConsiderForAutoDeployment"] = "Agents are enrolled by tokens: `holdfast agent token`.",
        ["DPMStorageVolumeExclusion"] = "The pool uses the folders that Add-DPMDiskStorage names, and no others.",
    };

    /// <summary>The server's own computer can be protected, and what agents send is proved by its hash.</summary>
    internal static bool IsAlwaysTrue(string? name) => name is not null && (Is(name, "AllowLocalDataProtection") || Is(name, "IsNetworkChecksumRequired"));

    /// <summary>What to do instead; null: it is none of DPM's properties that are gone.</summary>
    internal static string? Refusal(string? name) => name is not null && refusals.TryGetValue(name, out var remedy) ? remedy : null;

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
