using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>What is left out of all members of a group, and whether its replicas are checked by themselves.</summary>
[View("ProtectionGroup", "ExcludedFileTypes", "ExcludedPaths", "AutoConsistencyCheck")]
public sealed class ProtectionOptions : ServerObject
{
    internal ProtectionOptions(ProtectionGroup group) : base(group.Server)
    {
        ProtectionGroup = group.Name;
        ExcludedFileTypes = [.. group.Changes?.ExcludeExtensions ?? group.Info?.ExcludeExtensions ?? []];
        ExcludedPaths = [.. group.Changes?.Exclude ?? group.Info?.Exclude ?? []];
        AutoConsistencyCheck = group.Policy.ConsistencyCheck?.WhenInconsistent ?? true;
    }

    public string ProtectionGroup { get; }

    /// <summary>Such as .tmp.</summary>
    public string[] ExcludedFileTypes { get; }

    /// <summary>Globs.</summary>
    public string[] ExcludedPaths { get; }

    /// <summary>A replica that has become inconsistent is checked without being asked to.</summary>
    public bool AutoConsistencyCheck { get; }
}
