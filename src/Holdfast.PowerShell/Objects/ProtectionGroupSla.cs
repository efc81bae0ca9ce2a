using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>Within which time every member of a group must get a recovery point.</summary>
[View("ProtectionGroup", "SLAInHours")]
public sealed class ProtectionGroupSla : ServerObject
{
    internal ProtectionGroupSla(ProtectionGroup group) : base(group.Server) =>
        (ProtectionGroup, ProtectionGroupId, SLAInHours) = (group.Name, group.ProtectionGroupId, group.Policy.SlaHours);

    public string ProtectionGroup { get; }

    public string? ProtectionGroupId { get; }

    /// <summary>Null: there is no such goal, and no alert.</summary>
    public int? SLAInHours { get; }
}
