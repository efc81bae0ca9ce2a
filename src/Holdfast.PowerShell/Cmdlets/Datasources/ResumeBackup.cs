using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Datasources;

[Cmdlet(VerbsLifecycle.Resume, "DPMBackup", SupportsShouldProcess = true, DefaultParameterSetName = OfAlert), OutputType(typeof(DpmJob))]
[Alias("Resume-Backup", "Resume-HoldfastBackup")]
[Help("Brings backups that have failed up to date: an inconsistent replica is checked, otherwise a recovery point is made; with Online, one that is sent to the vault.",
    Description = "A suspended protection group is resumed first.",
    Example = "Get-DPMAlert | Where-Object AlertType -eq replicaInconsistent | Resume-DPMBackup -BackupTargetType Disk")]
public sealed class ResumeBackup : JobCmdlet
{
    private const string OfAlert = "ResumeAlertBackups", OfDatasource = "ResumeDsBackups", OfServer = "ResumePsBackups", OfGroup = "ResumePgBackups";

    [Parameter(Mandatory = true, Position = 0, HelpMessage = "Disk, or Online for the vault.")]
    public BackupTargetType BackupTargetType { get; set; }

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = OfAlert, ValueFromPipeline = true, HelpMessage = "The datasources that these alerts are about.")]
    public Alert[] Alert { get; set; } = [];

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = OfDatasource, ValueFromPipeline = true, HelpMessage = "These datasources, or their names.")]
    [DatasourceArgument]
    [ArgumentCompleter(typeof(DatasourceNames))]
    public Datasource[] Datasource { get; set; } = [];

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = OfServer, ValueFromPipeline = true, HelpMessage = "All that is protected of these production servers.")]
    [ProductionServerArgument]
    [ArgumentCompleter(typeof(ProductionServerNames))]
    public ProductionServer[] ProductionServer { get; set; } = [];

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = OfGroup, ValueFromPipeline = true, HelpMessage = "All members of these protection groups.")]
    [ProtectionGroupArgument]
    [ArgumentCompleter(typeof(GroupNames))]
    public ProtectionGroup[] ProtectionGroup { get; set; } = [];

    [Parameter(Position = 2, HelpMessage = "Taken for the sake of scripts.")]
    public object? AdhocJobsContext { get; set; }

    protected override void Run()
    {
        if (BackupTargetType == BackupTargetType.Tape) throw NotKept("-BackupTargetType Tape", "Backups go to disk and from there to the vault: -BackupTargetType Disk or Online.");
        foreach (var alert in Alert) Resume(alert.Server, OfSubject(alert));
        foreach (var datasource in Datasource) Resume(datasource.Server, Wait(datasource.Server.Client.Source(datasource.DatasourceId ?? datasource.LogicalPath, Stop)));
        foreach (var production in ProductionServer)
            foreach (var source in Wait(production.Server.Client.Sources(Stop)).Sources.Where(source => source.Group is not null && source.Server == production.ServerName)) Resume(production.Server, source);
        foreach (var group in ProtectionGroup) ResumeGroup(group.Server, group.ProtectionGroupId!);
    }

    private void ResumeGroup(DpmServer server, string id)
    {
        var group = Wait(server.Client.Group(id, Stop));
        if (group.Suspended && ShouldProcess(group.Name, "Resume the protection group")) Wait(server.Client.Policies.Resume(group.Id, Stop));
        foreach (var source in group.Sources) Resume(server, source);
    }

    private void Resume(DpmServer server, SourceInfo source)
    {
        var online = BackupTargetType == BackupTargetType.Online;
        var checks = !online && source.ReplicaState == "inconsistent";
        if (!ShouldProcess(source.Name, checks ? "Check the replica" : online ? "Create a recovery point and send it to the vault" : "Create a recovery point")) return;
        Guard(() => Give(server, Wait(checks
            ? server.Client.Check(new RunRequest(source.Id), Stop)
            : server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(source.Id, Online: online ? true : null), Stop)).Jobs));
    }

    private SourceInfo OfSubject(Alert alert) =>
        alert.Info.Subject.Length > 0 ? Wait(alert.Server.Client.Source(alert.Info.Subject, Stop))
        : throw new HoldfastException(ErrorCode.BadRequest, $"The alert {alert.AlertType} is about no datasource.", alert.RecommendedAction);
}
