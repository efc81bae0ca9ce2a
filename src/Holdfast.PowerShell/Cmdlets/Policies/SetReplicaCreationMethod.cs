using System.Globalization;
using Holdfast.Contracts.Api.Groups;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Set, "DPMReplicaCreationMethod", SupportsShouldProcess = true, DefaultParameterSetName = AtOnce), OutputType(typeof(ProtectionGroup))]
[Alias("Set-ReplicaCreationMethod", "Set-HoldfastReplicaCreationMethod")]
[Help("Says when the first copies of new members of a modifiable protection group are made.", Example = "Set-DPMReplicaCreationMethod -ProtectionGroup $group -Later '2026-12-01 22:00'")]
public sealed class SetReplicaCreationMethod : GroupEditCmdlet
{
    private const string AtOnce = "Now", AtATime = "Later", ByHand = "Manual";

    [Parameter(ParameterSetName = AtOnce, HelpMessage = "As soon as a member joins.")]
    public SwitchParameter Now { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = AtATime, HelpMessage = "At this time, in the zone of the group.")]
    public DateTime Later { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = ByHand, HelpMessage = "From a folder that is carried to the backup server: Stop-DPMManualReplicaCreation -Folder.")]
    public SwitchParameter Manual { get; set; }

    private protected override string Action => $"Create replicas {ParameterSetName.ToLowerInvariant()}";

    private protected override void Edit(GroupChanges changes) => changes.Policy = changes.Policy with
    {
        ReplicaCreation = ParameterSetName switch
        {
            AtATime => new ReplicaInfo("later", Later.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)),
            ByHand => new ReplicaInfo("manual"),
            _ => new ReplicaInfo(),
        },
    };
}
