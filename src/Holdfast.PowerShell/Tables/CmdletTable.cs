using Holdfast.PowerShell.Cmdlets.Alerts;
using Holdfast.PowerShell.Cmdlets.Cloud;
using Holdfast.PowerShell.Cmdlets.Configuration;
using Holdfast.PowerShell.Cmdlets.Datasources;
using Holdfast.PowerShell.Cmdlets.Groups;
using Holdfast.PowerShell.Cmdlets.Jobs;
using Holdfast.PowerShell.Cmdlets.Recovery;
using Holdfast.PowerShell.Cmdlets.Roles;
using Holdfast.PowerShell.Cmdlets.Servers;
using Holdfast.PowerShell.Cmdlets.Shell;
using Holdfast.PowerShell.Cmdlets.Policies;
using Holdfast.PowerShell.Cmdlets.Storage;

namespace Holdfast.PowerShell.Tables;

/// <summary>All cmdlets: what the module exports, and what `holdfast Verb-DPMNoun` and `holdfast shell` know.</summary>
internal static class CmdletTable
{
    internal static IReadOnlyList<CmdletEntry> All { get; } =
    [
        // Servers
        Of<ConnectServer>(),
        Of<DisconnectServer>(),
        Of<UpdateNonDomainServerInfo>(),
        // Production servers
        Of<DisableProductionServer>(),
        Of<EnableProductionServer>(),
        Of<GetProductionCluster>(),
        Of<GetProductionServer>(),
        Of<GetProductionVirtualName>(),
        Of<StartProductionServerSwitchProtection>(),
        Of<UpdateProductionServer>(),
        // Datasources
        Of<AddChildDatasource>(),
        Of<CopyDatasourceReplica>(),
        Of<GetChildDatasource>(),
        Of<GetDatasource>(),
        Of<RemoveChildDatasource>(),
        Of<RemoveDatasourceReplica>(),
        Of<ResumeBackup>(),
        Of<StartDatasourceConsistencyCheck>(),
        Of<StartManualReplicaCreation>(),
        Of<StartSwitchProtection>(),
        Of<StopManualReplicaCreation>(),
        // Protection groups
        Of<GetProtectionGroup>(),
        Of<NewProtectionGroup>(),
        Of<GetModifiableProtectionGroup>(),
        Of<SetProtectionGroup>(),
        // Recovery points and recovery
        Of<GetRecoveryPoint>(),
        Of<NewRecoveryPoint>(),
        Of<RemoveRecoveryPoint>(),
        Of<MountRecoveryPoint>(),
        Of<DismountRecoveryPoint>(),
        Of<GetRecoveryPointLocation>(),
        Of<GetRecoverableItem>(),
        Of<RestoreRecoverableItem>(),
        Of<NewRecoveryOption>(),
        Of<NewSearchOption>(),
        Of<NewRecoveryNotification>(),
        Of<StartCreateCatalog>(),
        // Jobs and alerts
        Of<GetJob>(),
        Of<RestartJob>(),
        Of<StopJob>(),
        Of<WaitJob>(),
        Of<RenameProtectionGroup>(),
        Of<UpdateProtectionGroup>(),
        // Policies of protection groups
        Of<GetAutoProtectIntent>(),
        Of<GetBackupWindow>(),
        Of<GetConsistencyCheckWindow>(),
        Of<GetDatasourceProtectionOption>(),
        Of<GetInitialOnlineBackupCreationMethod>(),
        Of<GetPolicyObjective>(),
        Of<GetPolicySchedule>(),
        Of<GetProtectionGroupSla>(),
        Of<GetProtectionJobStartTime>(),
        Of<GetReplicaCreationMethod>(),
        Of<SetAutoProtectIntent>(),
        Of<SetBackupWindow>(),
        Of<SetConsistencyCheckWindow>(),
        Of<SetDatasourceProtectionOption>(),
        Of<SetInitialOnlineBackupCreationMethod>(),
        Of<SetPerformanceOptimization>(),
        Of<SetPolicyObjective>(),
        Of<SetPolicySchedule>(),
        Of<SetProtectionGroupSla>(),
        Of<SetProtectionJobStartTime>(),
        Of<SetProtectionType>(),
        Of<SetReplicaCreationMethod>(),
        Of<StartAutoProtection>(),
        // The storage pool
        Of<AddDiskStorage>(),
        Of<EditDiskAllocation>(),
        Of<GetDatasourceDiskAllocation>(),
        Of<GetDiskStorage>(),
        Of<GetVolume>(),
        Of<RemoveDiskStorage>(),
        Of<SetDatasourceDefaultDiskAllocation>(),
        Of<SetDatasourceDiskAllocation>(),
        Of<StartDiskRescan>(),
        Of<UpdateDiskStorage>(),
        // Settings of the server
        Of<AddBackupNetworkAddress>(),
        Of<GetAccessLicense>(),
        Of<GetBackupNetworkAddress>(),
        Of<GetGlobalProperty>(),
        Of<GetMaintenanceJobStartTime>(),
        Of<NewServerScope>(),
        Of<RemoveBackupNetworkAddress>(),
        Of<SetCredentials>(),
        Of<SetGlobalProperty>(),
        Of<SetMaintenanceJobStartTime>(),
        // Alerts
        Of<GetAlert>(),
        Of<ResolveAlert>(),
        // Roles
        Of<GetRole>(),
        Of<NewRole>(),
        Of<SetRole>(),
        Of<RenameRole>(),
        Of<RemoveRole>(),
        Of<AddSecurityGroup>(),
        Of<GetSecurityGroup>(),
        Of<RemoveSecurityGroup>(),
        Of<AddRecoveryItem>(),
        Of<GetRecoveryItem>(),
        Of<RemoveRecoveryItem>(),
        Of<AddRecoveryTarget>(),
        Of<GetRecoveryTarget>(),
        Of<NewRecoveryTarget>(),
        Of<RemoveRecoveryTarget>(),
        // The vault
        Of<GetCloudConnection>(),
        Of<StartCloudRegistration>(),
        Of<GetCloudSubscription>(),
        Of<GetCloudSubscriptionSetting>(),
        Of<SetCloudSubscriptionSetting>(),
        Of<GetCloudRecoveryService>(),
        Of<GetCloudRegisteredServers>(),
        Of<GetCloudDatasource>(),
        Of<GetCloudCertificateList>(),
        Of<StartCloudRecatalog>(),
        Of<StartOnlineRecatalog>(),
        // The shell itself
        Of<GetCommand>(),
        Of<GetSampleScript>(),
    ];

    private static CmdletEntry Of<T>() where T : PSCmdlet, new() => new(typeof(T), () => new T());
}
