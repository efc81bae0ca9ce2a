using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Recovery;

[Cmdlet(VerbsCommon.New, "DPMRecoveryPoint", SupportsShouldProcess = true, DefaultParameterSetName = "Disk"), OutputType(typeof(DpmJob))]
[Alias("New-RecoveryPoint", "New-HoldfastRecoveryPoint")]
[Help("Makes recovery points of datasources now.",
    Description = "Gives the jobs out; with -Wait when they have ended.",
    Example = "Get-DPMDatasource -ProtectionGroup 'File servers' | New-DPMRecoveryPoint -Disk -DiskRecoveryPointOption WithSynchronize -Wait")]
public sealed class NewRecoveryPoint : JobCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The datasources, or their names.")]
    [DatasourceArgument]
    [ArgumentCompleter(typeof(DatasourceNames))]
    public Datasource[] Datasource { get; set; } = [];

    [Parameter(ParameterSetName = "Disk", HelpMessage = "On disk alone. Without -Disk and -Online: as the protection group says.")]
    public SwitchParameter Disk { get; set; }

    [Parameter(ParameterSetName = "Online", Mandatory = true, HelpMessage = "On disk and in the vault.")]
    public SwitchParameter Online { get; set; }

    [Parameter(ParameterSetName = "Tape", Mandatory = true, HelpMessage = "Not supported: there are no tapes.")]
    public SwitchParameter Tape { get; set; }

    [Parameter(ParameterSetName = "Tape", HelpMessage = "Not supported: it chooses tapes.")]
    public string? ProtectionType { get; set; }

    [Parameter(ParameterSetName = "Disk", HelpMessage = "WithSynchronize: what changed is read. OnlySynchronize: the replica is brought up to date, and no recovery point is made.")]
    public DiskRecoveryPointOption? DiskRecoveryPointOption { get; set; }

    [Parameter(HelpMessage = "Of applications. ExpressFull: all that changed. Incremental: their log.")]
    public BackupType? BackupType { get; set; }

    [Parameter(HelpMessage = "Not supported: what is read is checked while it is read.")]
    public SwitchParameter WithDataIntegrityCheck { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts.", DontShow = true)]
    public object? AdhocJobsContext { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: nothing calls it. Use -Wait.", DontShow = true)]
    public object? JobStateChangedEventHandler { get; set; }

    protected override object? Subject => Datasource.Length == 1 ? Datasource[0] : null;

    private bool IsSynchronization => DiskRecoveryPointOption == Objects.DiskRecoveryPointOption.OnlySynchronize || BackupType == Objects.BackupType.Incremental;

    protected override void Run()
    {
        if (Tape) throw NotKept("-Tape", "Make recovery points with -Disk or -Online.");
        if (WithDataIntegrityCheck) throw NotKept("-WithDataIntegrityCheck", "Pages and checksums are verified in every backup; `holdfast verify --point ID` reads a point again.");
        if (DiskRecoveryPointOption == Objects.DiskRecoveryPointOption.WithoutSynchronize)
            throw NotKept("-DiskRecoveryPointOption WithoutSynchronize", "Every recovery point reads what changed: use WithSynchronize.");
        foreach (var datasource in Datasource) Guard(() => Make(datasource));
    }

    private void Make(Datasource datasource)
    {
        var id = datasource.DatasourceId ?? throw new HoldfastException(ErrorCode.BadRequest, $"{datasource.Name} is not protected.", "Add it to a protection group with Add-DPMChildDatasource first.");
        if (!ShouldProcess(datasource.Name, IsSynchronization ? "Synchronize the replica" : "Make a recovery point")) return;
        var jobs = IsSynchronization
            ? datasource.Server.Client.Synchronize(new RunRequest(id), Stop)
            : datasource.Server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(id, Online: Online ? true : Disk ? false : null, ExpressFull: BackupType == Objects.BackupType.ExpressFull), Stop);
        Give(datasource.Server, Wait(jobs).Jobs);
    }
}
