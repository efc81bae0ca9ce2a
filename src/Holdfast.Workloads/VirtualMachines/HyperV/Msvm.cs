namespace Holdfast.Workloads.VirtualMachines.HyperV;

/// <summary>Names and values of Hyper-V's WMI provider, from its reference on Microsoft Learn.</summary>
internal static class Msvm
{
    public const string Namespace = @"root\virtualization\v2", ClusterNamespace = @"root\HyperVCluster\v2";

    public const string ComputerSystem = "Msvm_ComputerSystem", PlannedSystem = "Msvm_PlannedComputerSystem", SystemSettings = "Msvm_VirtualSystemSettingData", ReferencePoint = "Msvm_VirtualSystemReferencePoint",
        SnapshotSettings = "Msvm_VirtualSystemSnapshotSettingData", ExportSettings = "Msvm_VirtualSystemExportSettingData", Storage = "Msvm_StorageAllocationSettingData", Resource = "Msvm_ResourceAllocationSettingData",
        Port = "Msvm_SyntheticEthernetPortSettingData", LegacyPort = "Msvm_EmulatedEthernetPortSettingData", Connection = "Msvm_EthernetPortAllocationSettingData", Security = "Msvm_SecuritySettingData",
        Switch = "Msvm_VirtualEthernetSwitch", DiskSettings = "Msvm_VirtualHardDiskSettingData", SettingData = "CIM_SettingData";

    public const string ManagementService = "Msvm_VirtualSystemManagementService", SnapshotService = "Msvm_VirtualSystemSnapshotService", ReferencePointService = "Msvm_VirtualSystemReferencePointService",
        ImageService = "Msvm_ImageManagementService";

    public const string SettingsOfSystem = "Msvm_SettingsDefineState", PartsOfSettings = "Msvm_VirtualSystemSettingDataComponent", SnapshotsOfSystem = "Msvm_SnapshotOfVirtualSystem",
        ReferencePointsOfSystem = "Msvm_ReferencePointOfVirtualSystem", ExportOfSystem = "Msvm_SystemExportSettingData", AffectedByJob = "Msvm_AffectedJobElement", HostOfSystem = "Msvm_HostedDependency";

    public const string MachineCaption = "Virtual Machine", RecoverySnapshot = "Microsoft:Hyper-V:Snapshot:Recovery", SecondGeneration = "Microsoft:Hyper-V:SubType:2";

    public const string DiskImage = "Microsoft:Hyper-V:Virtual Hard Disk", PassThrough = "Microsoft:Hyper-V:Physical Disk Drive", Scsi = "Microsoft:Hyper-V:Synthetic SCSI Controller",
        Ide = "Microsoft:Hyper-V:Emulated IDE Controller", Pmem = "Microsoft:Hyper-V:Persistent Memory Controller", FibreChannel = "Microsoft:Hyper-V:Synthetic FiberChannel Port";

    /// <summary>SnapshotType of CreateSnapshot for a checkpoint that is made to be backed up.</summary>
    public const int RecoveryType = 32768;

    /// <summary>CopySnapshotConfiguration: one checkpoint, for backup, under the machine's own id.</summary>
    public const int ExportOneForBackup = 3;

    public const int ApplicationConsistent = 1, CrashConsistent = 2, GuestFull = 1, GuestCopy = 2;

    /// <summary>EnabledState, and RequestedState of RequestStateChange.</summary>
    public const int Running = 2, Off = 3, Paused = 9, Saved = 6, SavedLegacy = 32769, PausedLegacy = 32768;

    /// <summary>ReplicationMode of a machine that another host keeps up to date.</summary>
    public const int Replica = 2, TestReplica = 3, ExtendedReplica = 4;
}
