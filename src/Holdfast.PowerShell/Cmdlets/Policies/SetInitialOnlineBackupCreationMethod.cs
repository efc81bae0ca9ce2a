using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Set, "DPMInitialOnlineBackupCreationMethod", SupportsShouldProcess = true), OutputType(typeof(ProtectionGroup))]
[Alias("Set-InitialOnlineBackupCreationMethod", "Set-HoldfastInitialOnlineBackupCreationMethod")]
[Help("Says how the first copy of a member gets into the vault. Only by the network: disks that are carried to a vault are refused with an explanation.",
    Example = "Set-DPMInitialOnlineBackupCreationMethod -ProtectionGroup $group -IBMethod Network")]
public sealed class SetInitialOnlineBackupCreationMethod : GroupEditCmdlet
{
    [Parameter(Mandatory = true, Position = 1, HelpMessage = "Network. OfflineBackup is refused.")]
    public InitialBackupMethod IBMethod { get; set; }

    [Parameter(HelpMessage = "Refused, as OfflineBackup is.")]
    public string? StagingLocation { get; set; }

    [Parameter(HelpMessage = "Refused, as OfflineBackup is.")]
    public string? AzurePublishSettings { get; set; }

    [Parameter(HelpMessage = "Refused, as OfflineBackup is.")]
    public string? AzureImportJobName { get; set; }

    [Parameter(HelpMessage = "Refused, as OfflineBackup is.")]
    public string? AzureSubscriptionID { get; set; }

    [Parameter(HelpMessage = "Refused, as OfflineBackup is.")]
    public string? AzureStorageAccount { get; set; }

    [Parameter(HelpMessage = "Refused, as OfflineBackup is.")]
    public string? AzureStorageContainer { get; set; }

    private protected override string Action => $"Send the first copy by {IBMethod}";

    private protected override void Edit(GroupChanges changes)
    {
        if (IBMethod != InitialBackupMethod.Network || new[] { StagingLocation, AzurePublishSettings, AzureImportJobName, AzureSubscriptionID, AzureStorageAccount, AzureStorageContainer }.Any(given => given is not null))
            throw NotKept("A first copy on disks that are carried to the vault", "Send it by the network (-IBMethod Network), as fast as the line allows: Set-DPMCloudSubscriptionSetting sets hours and bandwidth. What was sent is never sent again.");
        WriteVerbose("First copies are always sent by the network.");
    }
}
