using Holdfast.Contracts.Api.Groups;

namespace Holdfast.PowerShell.Objects;

/// <summary>What a modifiable protection group will have become once it is committed.</summary>
internal sealed class GroupChanges
{
    internal required string Name { get; set; }

    internal required PolicyInfo Policy { get; set; }

    internal List<MemberAddition> Added { get; } = [];

    internal List<MemberRemoval> Removed { get; } = [];

    /// <summary>Globs of every member; null: as they are.</summary>
    internal IReadOnlyList<string>? Exclude { get; set; }

    /// <summary>Extensions of every member; null: as they are.</summary>
    internal IReadOnlyList<string>? ExcludeExtensions { get; set; }
}
