using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

/// <summary>A cmdlet about the goal of a group, which is given as an object or by its id.</summary>
public abstract class SlaCmdlet : HoldfastCmdlet
{
    private protected const string ByGroup = "ProtectionGroup", ById = "ProtectionGroupId";

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByGroup, ValueFromPipeline = true, HelpMessage = "The protection group, or its name.")]
    [ProtectionGroupArgument]
    [ArgumentCompleter(typeof(GroupNames))]
    public ProtectionGroup ProtectionGroup { get; set; } = null!;

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ById, HelpMessage = "Id of the protection group.")]
    public string ProtectionGroupId { get; set; } = "";

    protected override object? Subject => (object?)ProtectionGroup ?? ProtectionGroupId;

    /// <summary>The group that is meant; one that a person named where it was given by its id.</summary>
    private protected ProtectionGroup Meant()
    {
        if (ParameterSetName == ByGroup) return ProtectionGroup;
        var server = ServerConnections.Get(null);
        return ProtectionGroup.Named(server, Wait(server.Client.Group(ProtectionGroupId, Stop)));
    }
}
