using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Recovery;

/// <summary>A cmdlet that gives disks of a recovery point out, or ends it.</summary>
public abstract class MountCmdlet : HoldfastCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The recovery point.")]
    public RecoveryPoint RecoveryPoint { get; set; } = null!;

    [Parameter(Position = 1, HelpMessage = "Taken for the sake of scripts: the recovery point knows its datasource.")]
    [DatasourceArgument]
    [ArgumentCompleter(typeof(DatasourceNames))]
    public Datasource? Datasource { get; set; }

    protected override object? Subject => RecoveryPoint;
}
