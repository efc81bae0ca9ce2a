namespace Holdfast.Protection.Groups.Policy;

/// <summary>Times of day on days of the week, in the group's zone.</summary>
public sealed record WeeklyTimes(EquatableList<TimeOnly> Times, EquatableList<DayOfWeek> Days)
{
    public static WeeklyTimes None { get; } = new(EquatableList<TimeOnly>.Empty, EquatableList<DayOfWeek>.Empty);

    public bool IsEmpty => Times.Count == 0 || Days.Count == 0;
}
