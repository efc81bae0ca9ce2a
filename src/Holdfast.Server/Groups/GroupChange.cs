using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Retention;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Groups;

/// <summary>What requests make of a group. Nothing is checked and nothing saved here.</summary>
internal static class GroupChange
{
    internal static GroupRow New(string name) => new()
    {
        Id = Guid.NewGuid().ToString("N"), Name = name.Trim(), OnlineRetentionDays = RetentionRule.DefaultOnlineDays,
        Policy = new GroupPolicy { ShortTerm = new ShortTermGoal { RetentionDays = RetentionRule.DefaultDays } },
    };

    internal static GroupRow Apply(GroupRow group, ModifyGroupRequest request) =>
        Ranges(WithPolicy(group, request.Policy), request.RetentionDays, request.Online, request.OnlineRetentionDays) with
        {
            Name = request.Name?.Trim() ?? group.Name,
            ExcludeGlobs = request.Exclude is { } globs ? CatalogJson.Write(globs) : group.ExcludeGlobs,
            ExcludeExtensions = request.ExcludeExtensions is { } extensions ? CatalogJson.Write(extensions) : group.ExcludeExtensions,
        };

    /// <summary>The values that requests may name beside a policy: they hold before what it says.</summary>
    internal static GroupRow Ranges(GroupRow group, int? retentionDays, bool? online, int? onlineRetentionDays)
    {
        var policy = group.Policy;
        if (retentionDays is { } days) policy = policy with { ShortTerm = policy.ShortTerm with { RetentionDays = days } };
        var onlineDays = onlineRetentionDays ?? (policy.Online is { DailyDays: > 0 } present ? present.DailyDays : group.OnlineRetentionDays);
        var goal = online == false ? null : online == true ? policy.Online ?? new OnlineGoal { DailyDays = onlineDays } : policy.Online;
        if (goal is not null && onlineRetentionDays is { } given) goal = goal with { DailyDays = given };
        return group with { Policy = policy with { Online = goal }, OnlineRetentionDays = onlineDays };
    }

    private static GroupRow WithPolicy(GroupRow group, PolicyInfo? policy) => policy is null ? group : group with { Policy = PolicyReader.Read(policy) };
}
