using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Recovery;

[Cmdlet(VerbsCommon.Get, "DPMRecoveryPoint"), OutputType(typeof(RecoveryPoint))]
[Alias("Get-RecoveryPoint", "Get-HoldfastRecoveryPoint")]
[Help("Gets the recovery points of a datasource, oldest first.",
    Description = "Of a datasource of another server of the vault (Get-DPMCloudDatasource), those in the vault.",
    Example = "Get-DPMRecoveryPoint -Datasource 'Sales' | Select-Object -Last 1")]
public sealed class GetRecoveryPoint : HoldfastCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The datasource, or its name.")]
    [DatasourceArgument]
    [ArgumentCompleter(typeof(DatasourceNames))]
    public Datasource[] Datasource { get; set; } = [];

    [Parameter(HelpMessage = "Only those in the vault; recovered or removed then is that copy.")]
    public SwitchParameter Online { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: points that have expired are gone.")]
    public SwitchParameter OnlyActive { get; set; }

    [Parameter(HelpMessage = "Not supported: there are no tapes.")]
    public SwitchParameter Tape { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: the answer comes at once.")]
    public SwitchParameter Async { get; set; }

    protected override object? Subject => Datasource.Length == 1 ? Datasource[0] : null;

    protected override void Run()
    {
        if (Tape) throw NotKept("-Tape", "Recovery points lie on disk and in the vault: -Online gets those in the vault.");
        foreach (var datasource in Datasource)
        {
            if (datasource is CloudDatasource elsewhere) WriteObject(elsewhere.RecoveryPoints, enumerateCollection: true);
            else if (datasource.DatasourceId is { } id)
                foreach (var point in Wait(datasource.Server.Client.RecoveryPoints(id, Online, Stop)).RecoveryPoints) WriteObject(new RecoveryPoint(datasource.Server, point, Online));
        }
    }
}
