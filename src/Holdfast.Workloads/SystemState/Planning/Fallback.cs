using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SystemState.Planning;

/// <summary>What is left where shadow copies of the system cannot be made as they should be: Windows Server Backup writes to a folder, and the folder is protected as files. It is said, and never done in silence.</summary>
internal static class Fallback
{
    public const string ByHand = "Until it works again: wbadmin start systemstatebackup -backupTarget:E: -quiet, and protect the folder E:\\WindowsImageBackup.";

    /// <summary>The state: what is missing, and what to do.</summary>
    public static WorkloadException Without(string what) => new(WorkloadFault.NotPossible, $"The system state cannot be backed up: {what}.",
        $"Start the service that is missing, and look at vssadmin list writers. {ByHand}");

    /// <summary>Whole disks.</summary>
    public static WorkloadException WithoutDisks(string what) => new(WorkloadFault.NotPossible, $"The computer cannot be backed up for a bare-metal recovery: {what}.",
        "Protect its system state and its volumes. For a recovery without an installed Windows: wbadmin start backup -allCritical -backupTarget:E: -quiet, and protect the folder E:\\WindowsImageBackup.");
}
