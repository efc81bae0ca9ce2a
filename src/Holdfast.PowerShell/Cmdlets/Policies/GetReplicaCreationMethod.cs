using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Get, "DPMReplicaCreationMethod"), OutputType(typeof(ReplicaCreation))]
[Alias("Get-ReplicaCreationMethod", "Get-HoldfastReplicaCreationMethod")]
[Help("Tells when the first copies of new members of a protection group are made.", Example = "Get-DPMReplicaCreationMethod -ProtectionGroup 'File servers'")]
public sealed class GetReplicaCreationMethod : GroupReadCmdlet
{
    [Parameter(HelpMessage = "Taken for the sake of scripts.")]
    public object? Reserved { get; set; }

    protected override void Run() => WriteObject(new ReplicaCreation(ProtectionGroup.Policy.ReplicaCreation));
}
