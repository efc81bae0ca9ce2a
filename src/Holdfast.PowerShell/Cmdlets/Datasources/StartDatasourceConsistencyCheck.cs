using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Datasources;

[Cmdlet(VerbsLifecycle.Start, "DPMDatasourceConsistencyCheck", SupportsShouldProcess = true, DefaultParameterSetName = OfDatasource), OutputType(typeof(DpmJob))]
[Alias("Start-DatasourceConsistencyCheck", "Start-HoldfastDatasourceConsistencyCheck")]
[Help("Compares replicas with their production server, and corrects them.",
    Example = "Get-DPMDatasource | Where-Object State -eq Invalid | Start-DPMDatasourceConsistencyCheck -Wait")]
public sealed class StartDatasourceConsistencyCheck : JobCmdlet
{
    private const string OfDatasource = "Datasource", OfGroup = "ProtectionGroup";

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = OfDatasource, ValueFromPipeline = true, HelpMessage = "The datasource, or its name.")]
    [DatasourceArgument]
    [ArgumentCompleter(typeof(DatasourceNames))]
    public Datasource Datasource { get; set; } = null!;

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = OfGroup, ValueFromPipeline = true, HelpMessage = "All members of this protection group whose replicas are inconsistent.")]
    [ProtectionGroupArgument]
    [ArgumentCompleter(typeof(GroupNames))]
    public ProtectionGroup ProtectionGroup { get; set; } = null!;

    [Parameter(ParameterSetName = OfDatasource, HelpMessage = "Every file is read again. This is so without it as well.")]
    public SwitchParameter HeavyWeight { get; set; }

    [Parameter(ParameterSetName = OfDatasource, HelpMessage = "Every file is read again. This is so without it as well.")]
    public SwitchParameter ForcedFullCC { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: look at the job that is given out.")]
    public object? JobStateChangedEventHandler { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts.")]
    public object? AdhocJobsContext { get; set; }

    protected override object? Subject => (object?)Datasource ?? ProtectionGroup;

    protected override void Run()
    {
        if (ParameterSetName == OfDatasource)
        {
            Check(Datasource);
            return;
        }
        var members = Wait(ProtectionGroup.Server.Client.Group(ProtectionGroup.ProtectionGroupId!, Stop)).Sources.Where(source => source.ReplicaState == "inconsistent").ToList();
        if (members.Count == 0) WriteVerbose($"All replicas of {ProtectionGroup.Name} are consistent.");
        foreach (var member in members) Check(new Datasource(ProtectionGroup.Server, member));
    }

    private void Check(Datasource datasource)
    {
        if (!ShouldProcess(datasource.Name, "Check the replica against the production server")) return;
        Give(datasource.Server, Wait(datasource.Server.Client.Check(new RunRequest(datasource.DatasourceId ?? datasource.LogicalPath), Stop)).Jobs);
    }
}
