using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;
using Holdfast.PowerShell.Recovery;

namespace Holdfast.PowerShell.Cmdlets.Recovery;

[Cmdlet(VerbsCommon.New, "DPMRecoveryOption", DefaultParameterSetName = "FileSystem"), OutputType(typeof(RecoveryOption))]
[Alias("New-RecoveryOption", "New-HoldfastRecoveryOption")]
[Help("Says where to and how Restore-DPMRecoverableItem recovers.",
    Description = "One switch says what kind of datasource it is about. Parameters that only tapes, SharePoint items, or Exchange mailboxes need are refused, with what to do instead.",
    Example = "$option = New-DPMRecoveryOption -FileSystem -TargetServer 'files01' -RecoveryLocation CopyToFolder -TargetLocation 'D:\\Recovered' -OverwriteType CopyOnExist -RecoveryType Restore")]
public sealed class NewRecoveryOption : HoldfastCmdlet
{
    [Parameter(Position = 0, HelpMessage = "Production server of the folder, or host that is recovered to; without it the original one, or this computer for a folder.")]
    [ArgumentCompleter(typeof(ProductionServerNames))]
    public string TargetServer { get; set; } = "";

    [Parameter(Position = 1, HelpMessage = "OriginalServer, CopyToFolder, OriginalServerWithDBRename (also another instance), AlternateHyperVServer, AlternateExchangeServer, ExchangeServerDatabase.")]
    public RecoveryLocation RecoveryLocation { get; set; }

    [Parameter(Position = 2, HelpMessage = "Recover or Restore; what is recovered says which of the two it is.")]
    public RecoveryType RecoveryType { get; set; }

    [Parameter(HelpMessage = "What happens to items that exist: Overwrite, NoOverwrite, CopyOnExist. An application that exists is replaced only with Overwrite.")]
    public OverwriteType OverwriteType { get; set; } = OverwriteType.CopyOnExist;

    [Parameter(HelpMessage = "Owner, mode, and access lists as the recovery point has them; without it as the destination gives them.")]
    public SwitchParameter RestoreSecurity { get; set; }

    [Parameter(HelpMessage = "Folder to recover to; of an application at an instance, the folder of its files there.")]
    [Alias("AlternateLocation", "DestinationPath")]
    public string? TargetLocation { get; set; }

    [Parameter(ParameterSetName = "SQL", HelpMessage = "Instance and name to recover to: @{ InstanceName = 'SQL02'; DatabaseName = 'Orders copy' }.")]
    public AlternateDatabaseDetails? AlternateDatabaseDetails { get; set; }

    [Parameter(HelpMessage = "Name under which a database or machine is recovered.")]
    public string? DatabaseName { get; set; }

    [Parameter(ParameterSetName = "SQL", HelpMessage = "As far as the log goes, not only to the recovery point.")]
    public SwitchParameter RollForwardRecovery { get; set; }

    [Parameter(ParameterSetName = "SQL", HelpMessage = "Leaves the database so that more logs can be applied by hand.")]
    public SwitchParameter LeaveDBInRestoringState { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: the recovered item knows its server.")]
    [ArgumentCompleter(typeof(ServerNames))]
    public string? DPMServerName { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: the recovered item knows its datasource.")]
    public string? DatasourceName { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: the recovered item knows its component.")]
    public string? DPMComponentName { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: -TargetServer says it.")]
    public string? DestinationServerName { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: nothing is staged, recovery reads the vault directly.")]
    public string? StagingAreaPath { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts, as -FileSystem is.", DontShow = true)]
    public SwitchParameter FileSystemDatasource { get; set; }

    [Parameter(ParameterSetName = "FileSystem", HelpMessage = "Of files and folders.")]
    public SwitchParameter FileSystem { get; set; }

    [Parameter(ParameterSetName = "SQL", Mandatory = true, HelpMessage = "Of a database of SQL Server, or of another database server.")]
    public SwitchParameter SQL { get; set; }

    [Parameter(ParameterSetName = "HyperVDatasource", Mandatory = true, HelpMessage = "Of a virtual machine.")]
    public SwitchParameter HyperVDatasource { get; set; }

    [Parameter(ParameterSetName = "SharePoint", Mandatory = true, HelpMessage = "Of SharePoint: its databases are recovered as such.")]
    public SwitchParameter SharePoint { get; set; }

    [Parameter(ParameterSetName = "Exchange", Mandatory = true, HelpMessage = "Of Exchange: back, as files, or into the recovery database that -DatabaseName names on -TargetServer.")]
    public SwitchParameter Exchange { get; set; }

    [Parameter(ParameterSetName = "ClientDatasource", Mandatory = true, HelpMessage = "Of a computer that comes and goes.")]
    public SwitchParameter ClientDatasource { get; set; }

    [Parameter(ParameterSetName = "GenericDatasource", Mandatory = true, HelpMessage = "Of any datasource.")]
    public SwitchParameter GenericDatasource { get; set; }

    [Parameter(ParameterSetName = "SystemProtectionDatasource", Mandatory = true, HelpMessage = "Of the system state: its files.")]
    public SwitchParameter SystemProtectionDatasource { get; set; }

    [Parameter(HelpMessage = "Not supported.", DontShow = true)]
    public object? DPMLibrary { get; set; }

    [Parameter(HelpMessage = "Not supported.", DontShow = true)]
    public SwitchParameter RecoverToReplicaFromTape { get; set; }

    [Parameter(HelpMessage = "Not supported.", DontShow = true)]
    public SwitchParameter SANRecovery { get; set; }

    [Parameter(ParameterSetName = "SQL", HelpMessage = "Not supported.", DontShow = true)]
    public SwitchParameter CopyLogFiles { get; set; }

    [Parameter(ParameterSetName = "SQL", HelpMessage = "Not supported.", DontShow = true)]
    public string? LogFileCopyLocation { get; set; }

    [Parameter(ParameterSetName = "SharePoint", HelpMessage = "Not supported.", DontShow = true)]
    public string? IntermediateServer { get; set; }

    [Parameter(ParameterSetName = "SharePoint", HelpMessage = "Not supported.", DontShow = true)]
    public string? IntermediateSqlInstance { get; set; }

    [Parameter(ParameterSetName = "SharePoint", HelpMessage = "Not supported.", DontShow = true)]
    public string? DatabaseFileTempLocation { get; set; }

    [Parameter(ParameterSetName = "SharePoint", HelpMessage = "Not supported.", DontShow = true)]
    public string? ExportFileTempLocation { get; set; }

    [Parameter(ParameterSetName = "SharePoint", HelpMessage = "Not supported.", DontShow = true)]
    public string? TargetSiteUrl { get; set; }

    [Parameter(ParameterSetName = "SharePoint", HelpMessage = "Not supported.", DontShow = true)]
    public SwitchParameter SharePointSite { get; set; }

    [Parameter(ParameterSetName = "SharePoint", HelpMessage = "Not supported.", DontShow = true)]
    public string? ItemLevelRecoveryType { get; set; }

    [Parameter(ParameterSetName = "Exchange", HelpMessage = "Not supported.", DontShow = true)]
    public string? ExchangeOperationType { get; set; }

    [Parameter(ParameterSetName = "Exchange", HelpMessage = "Not supported.", DontShow = true)]
    public string? MailboxDisplayName { get; set; }

    [Parameter(ParameterSetName = "Exchange", HelpMessage = "Not supported.", DontShow = true)]
    public SwitchParameter MountDatabaseAfterRestore { get; set; }

    [Parameter(ParameterSetName = "Exchange", HelpMessage = "Taken for the sake of scripts: the server sees whether the database that -DatabaseName names is a recovery database.")]
    public SwitchParameter IsRecoveryDatabase { get; set; }

    [Parameter(ParameterSetName = "Exchange", HelpMessage = "Not supported.", DontShow = true)]
    public SwitchParameter IsRecoveryStorageGroup { get; set; }

    [Parameter(ParameterSetName = "Exchange", HelpMessage = "Not supported.", DontShow = true)]
    public string? StorageGroupName { get; set; }

    [Parameter(ParameterSetName = "Exchange", HelpMessage = "Not supported.", DontShow = true)]
    public SwitchParameter AlternateStorageGroup { get; set; }

    [Parameter(ParameterSetName = "Exchange", HelpMessage = "Not supported.", DontShow = true)]
    public SwitchParameter AlternateDatabase { get; set; }

    [Parameter(HelpMessage = "Not supported.", DontShow = true)]
    public string? PrimaryDpmServer { get; set; }

    protected override void Run()
    {
        foreach (var (name, remedy) in RefusedOptions.Remedies)
            if (MyInvocation.BoundParameters.TryGetValue(name, out var value) && IsGiven(value)) throw NotKept("-" + name, remedy);
        if (RecoveryLocation is RecoveryLocation.PrimaryDPMServer or RecoveryLocation.DPMReplicaVolume)
            throw NotKept($"-RecoveryLocation {RecoveryLocation}", "Recover to a folder with -RecoveryLocation CopyToFolder.");
        if (RecoveryLocation == RecoveryLocation.CopyToFolder && string.IsNullOrEmpty(TargetLocation))
            throw new HoldfastException(ErrorCode.BadRequest, "No folder is given.", "Name it with -TargetLocation.");
        WriteObject(new RecoveryOption
        {
            RecoveryLocation = RecoveryLocation, RecoveryType = RecoveryType, OverwriteType = OverwriteType, RestoreSecurity = RestoreSecurity,
            TargetServer = TargetServer.Length > 0 ? TargetServer : DestinationServerName ?? "",
            TargetLocation = Given(TargetLocation) ?? Given(AlternateDatabaseDetails?.DestinationLocation),
            InstanceName = Given(AlternateDatabaseDetails?.InstanceName), DatabaseName = Given(AlternateDatabaseDetails?.DatabaseName) ?? Given(DatabaseName),
            RollForwardRecovery = RollForwardRecovery, LeaveDBInRestoringState = LeaveDBInRestoringState,
        });
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static bool IsGiven(object? value) => value switch
    {
        null => false,
        SwitchParameter isOn => isOn.ToBool(),
        string text => text.Length > 0,
        _ => true,
    };
}
