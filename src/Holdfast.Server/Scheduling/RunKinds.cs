using Holdfast.Protection.Schedules;

namespace Holdfast.Server.Scheduling;

/// <summary>What is scheduled, by the words of catalog and API: the kinds of a policy, and two that the server adds.</summary>
internal static class RunKinds
{
    /// <summary>Consistency check of what has become inconsistent, some minutes after it did.</summary>
    internal const string AutomaticCheck = "automaticCheck";

    /// <summary>Looks for new contents of containers, daily.</summary>
    internal const string AutoProtection = "autoProtection";

    internal static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<RunKind>().Select(Of), AutomaticCheck, AutoProtection];

    internal static string Of(RunKind kind)
    {
        var name = kind.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>Null for the two that no policy has.</summary>
    internal static RunKind? Policy(string kind) => Enum.TryParse<RunKind>(kind, ignoreCase: true, out var known) ? known : null;
}
