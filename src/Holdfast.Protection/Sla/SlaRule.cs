namespace Holdfast.Protection.Sla;

/// <summary>Finds members that did not get a recovery point in time.</summary>
public static class SlaRule
{
    /// <summary>A member has the promised hours from its last point, or from when it joined where it has none. The longest overdue comes first.</summary>
    /// <param name="hours">Null: nothing was promised.</param>
    public static IReadOnlyList<SlaMiss> Misses(IEnumerable<SlaMember> members, int? hours, DateTimeOffset now)
    {
        if (hours is not { } promised) return [];
        return [.. members
            .Select(member => new SlaMiss(member.SourceId, (member.LastPoint ?? member.ProtectedSince).AddHours(promised), member.LastPoint))
            .Where(miss => miss.Due < now).OrderBy(miss => miss.Due).ThenBy(miss => miss.SourceId, StringComparer.Ordinal)];
    }
}
