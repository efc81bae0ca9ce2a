namespace Holdfast.Protection.Groups.Policy;

/// <summary>Hours of certain days in which scheduled work may begin and run.</summary>
/// <param name="Minutes">Length, 60 to 1,440.</param>
public sealed record TimeWindow(EquatableList<DayOfWeek> Days, TimeOnly Start, int Minutes);
