using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups;
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
        if (RetentionRule.OnlineViolation(group.OnlineRetentionDays) is { } badOnline) yield return (ErrorCode.BadRetention, badOnline);
        if (RetentionRule.Violation(group.RetentionDays) is { } badRange) yield return (ErrorCode.BadRetention, badRange);
    }
}
