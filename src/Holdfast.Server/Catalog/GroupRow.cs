using Holdfast.Protection.Groups.Policy;
using Holdfast.Server.Groups;

namespace Holdfast.Server.Catalog;

/// <summary>A protection group in the catalog.</summary>
internal sealed record GroupRow
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public GroupPolicy Policy { get; init; } = new();

    /// <summary>For members that are sent to the vault by their own setting while the policy has no online goal; otherwise the goal's days.</summary>
    public int OnlineRetentionDays { get; init; }

    /// <summary>Nothing runs by schedule and nothing expires.</summary>
    public bool Suspended { get; init; }

    /// <summary>JSON list.</summary>
    public string ExcludeGlobs { get; init; } = "[]";

    /// <summary>JSON list.</summary>
    public string ExcludeExtensions { get; init; } = "[]";

    internal int RetentionDays => Policy.ShortTerm.RetentionDays;

    internal bool Online => Policy.Online is not null;

    /// <summary>By what points in the vault are kept, also those of members that are sent by their own setting.</summary>
    internal OnlineGoal OnlineGoal => Policy.Online ?? new OnlineGoal { DailyDays = OnlineRetentionDays };

    /// <summary>The policy by which points are kept: also without an online goal those in the vault have one.</summary>
    internal GroupPolicy KeepingPolicy => Policy with { Online = OnlineGoal };

    /// <summary>Points go to the vault by a schedule and not as soon as they are made.</summary>
    internal bool HasOnlineSchedule => Policy.Online is { Schedule.IsEmpty: false };

    internal GroupDescription ToDescription(bool deleted = false) => new(
        Id, Name, RetentionDays, Online, OnlineRetentionDays, deleted, PolicyView.Show(Policy), Suspended, [.. CatalogJson.ReadList(ExcludeGlobs)],
        [.. CatalogJson.ReadList(ExcludeExtensions)]);

    internal static GroupRow From(GroupDescription group) => new()
    {
        Id = group.Id, Name = group.Name, OnlineRetentionDays = group.OnlineRetentionDays, Suspended = group.Suspended,
        Policy = group.Policy is { } policy ? PolicyReader.Read(policy) : OldPolicy(group.RetentionDays, group.Online, group.OnlineRetentionDays),
        ExcludeGlobs = CatalogJson.Write(group.ExcludeGlobs ?? []), ExcludeExtensions = CatalogJson.Write(group.ExcludeExtensions ?? []),
    };

    /// <summary>What the three numbers of a group from before there were policies mean.</summary>
    internal static GroupPolicy OldPolicy(int retentionDays, bool online, int onlineRetentionDays) => new()
    {
        ShortTerm = new ShortTermGoal { RetentionDays = retentionDays }, Online = online ? new OnlineGoal { DailyDays = onlineRetentionDays } : null,
    };
}
