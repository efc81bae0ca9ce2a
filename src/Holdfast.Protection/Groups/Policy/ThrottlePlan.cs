namespace Holdfast.Protection.Groups.Policy;

/// <summary>Megabits a second, 1 to 10,000; null: no limit. Work hours in the agent's local time.</summary>
public sealed record ThrottlePlan(int? WorkMbps, int? OtherMbps, TimeOnly WorkStart, TimeOnly WorkEnd, EquatableList<DayOfWeek> WorkDays);
