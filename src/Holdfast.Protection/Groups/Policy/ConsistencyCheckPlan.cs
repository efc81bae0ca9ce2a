namespace Holdfast.Protection.Groups.Policy;

/// <summary>When members are compared with their replicas.</summary>
/// <param name="WhenInconsistent">Check by itself once a replica has become inconsistent.</param>
/// <param name="Schedule">Empty: never by schedule.</param>
/// <param name="LongestMinutes">A scheduled check is cancelled after this long, 15 to 1,440; null: it may take as long as it takes.</param>
public sealed record ConsistencyCheckPlan(bool WhenInconsistent = true, WeeklyTimes? Schedule = null, int? LongestMinutes = null);
