using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Retention;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Groups;

/// <summary>Whether a group keeps the rules. All that is wrong is said at once, each with its number.</summary>
internal static class GroupCheck
{
    /// <exception cref="HoldfastException">With the code of the first violation; the message has all.</exception>
    internal static void Check(GroupRow group)
    {
        var violations = Violations(group).ToList();
        if (violations.Count == 1) throw new HoldfastException(violations[0].Code, violations[0].Message);
        if (violations.Count > 1)
            throw new HoldfastException(violations[0].Code, string.Join(" ", violations.Select(violation => $"[{(int)violation.Code}] {violation.Message}")), "Correct all of these.");
    }

    internal static void CheckExclusions(IReadOnlyList<string>? globs, IReadOnlyList<string>? extensions)
    {
        if (globs?.Count > ExclusionRule.MostPatterns || extensions?.Count > ExclusionRule.MostPatterns)
            throw new HoldfastException(ErrorCode.BadPattern, $"There are more than {ExclusionRule.MostPatterns} exclusions.");
        if ((globs ?? []).Select(ExclusionRule.GlobViolation).FirstOrDefault(violation => violation is not null) is { } badGlob)
            throw new HoldfastException(ErrorCode.BadPattern, badGlob);
        if ((extensions ?? []).Select(ExclusionRule.ExtensionViolation).FirstOrDefault(violation => violation is not null) is { } badExtension)
            throw new HoldfastException(ErrorCode.BadExtension, badExtension);
    }

    private static IEnumerable<(ErrorCode Code, string Message)> Violations(GroupRow group)
    {
        if (GroupNameRule.Violation(group.Name) is { } badName) yield return (ErrorCode.BadGroupName, badName);
        if (group.Policy.Online is null && RetentionRule.OnlineViolation(group.OnlineRetentionDays) is { } badOnline) yield return (ErrorCode.BadRetention, badOnline);
        foreach (var violation in GroupPolicyRule.Violations(group.Policy)) yield return (CodeOf(violation.Field), $"{violation.Field}: {violation.Message}");
    }

    // The numbers of DPM where it has one for the rule.
    private static ErrorCode CodeOf(string field) => field switch
    {
        "shortTerm.retentionDays" or "online.dailyDays" => ErrorCode.BadRetention,
        "throttle.workMbps" or "throttle.otherMbps" => ErrorCode.BadThrottle,
        "online.schedule.times" => ErrorCode.TooManyOnlineTimes,
        "online.weekly.days" or "online.monthly.days" or "online.yearly.days" => ErrorCode.OnlineScheduleMismatch,
        "online" => ErrorCode.TooManyOnlinePoints,
        _ => ErrorCode.BadPolicy,
    };
}
