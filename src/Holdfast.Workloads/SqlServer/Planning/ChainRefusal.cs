namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>Why nothing reaches the target.</summary>
/// <param name="Reachable">What can be reached instead, in order of time.</param>
/// <param name="Gaps">What is missing.</param>
internal sealed record ChainRefusal(string Reason, IReadOnlyList<ReachableRange> Reachable, IReadOnlyList<ChainGap> Gaps)
{
    private const int Shown = 2;

    /// <summary>What to ask for instead: ranges next to a moment, or the last ones.</summary>
    public string Remedy(DateTimeOffset? wanted)
    {
        if (Reachable.Count == 0) return "Take a full backup; none that is usable is among the recovery points.";
        var at = wanted ?? DateTimeOffset.MaxValue;
        var near = Reachable.Where(range => range.To < at).TakeLast(Shown).Concat(Reachable.Where(range => range.From > at).Take(Shown));
        return $"Choose one of these times: {string.Join("; ", near.DefaultIfEmpty(Reachable[^1]))}.";
    }
}
