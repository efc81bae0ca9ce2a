namespace Holdfast.PowerShell.Recovery;

/// <summary>Parameters of DPM's New-DPMRecoveryOption that cannot be kept, and what to do instead.</summary>
internal static class RefusedOptions
{
    private const string
        Tapes = "There are no tapes: recovery points lie on disk and in the vault.",
        San = "Recover over the network; disks of machines can be read without copying with Mount-DPMRecoveryPoint.",
        Logs = "Recover to a folder with -RecoveryLocation CopyToFolder: the logs come with the database.",
        SharePointItems = "Recover the content database under another name with -SQL, and take the item out of it.",
        ExchangeOperations = "What is done follows from -RecoveryLocation and -DatabaseName.",
        Mailboxes = "Recover into a recovery database (-RecoveryLocation ExchangeServerDatabase -DatabaseName RDB1), and take the mailbox out of it with New-MailboxRestoreRequest.",
        Mounting = "Mount the database with the tools of Exchange once it is recovered.",
        StorageGroups = "Storage groups are of Exchange 2007: recover the files with -RecoveryLocation CopyToFolder.",
        ExchangeFiles = "Name the recovery database with -DatabaseName and its server with -TargetServer.",
        Chains = "Register with the vault of the other server, and recover what it sent there: Get-DPMCloudDatasource.";

    internal static IReadOnlyDictionary<string, string> Remedies { get; } = new Dictionary<string, string>
    {
        ["DPMLibrary"] = Tapes,
        ["RecoverToReplicaFromTape"] = Tapes,
        ["SANRecovery"] = San,
        ["CopyLogFiles"] = Logs,
        ["LogFileCopyLocation"] = Logs,
        ["IntermediateServer"] = SharePointItems,
        ["IntermediateSqlInstance"] = SharePointItems,
        ["DatabaseFileTempLocation"] = SharePointItems,
        ["ExportFileTempLocation"] = SharePointItems,
        ["TargetSiteUrl"] = SharePointItems,
        ["SharePointSite"] = SharePointItems,
        ["ItemLevelRecoveryType"] = SharePointItems,
        ["ExchangeOperationType"] = ExchangeOperations,
        ["MailboxDisplayName"] = Mailboxes,
        ["MountDatabaseAfterRestore"] = Mounting,
        ["IsRecoveryStorageGroup"] = StorageGroups,
        ["StorageGroupName"] = StorageGroups,
        ["AlternateStorageGroup"] = StorageGroups,
        ["AlternateDatabase"] = ExchangeFiles,
        ["PrimaryDpmServer"] = Chains,
    };
}
