namespace Holdfast.Protection.Groups.Policy;

/// <summary>Days of a month: by number, or by weekday in certain weeks ("first and third Saturday"). One of the two ways is used.</summary>
/// <param name="Numbers">1 to 31; 0 is the last day. A day that a month does not have is its last one.</param>
/// <param name="Weeks">First to fourth, and last.</param>
public sealed record DayOfMonthChoice(EquatableList<int> Numbers, EquatableList<WeekOfMonth> Weeks, EquatableList<DayOfWeek> Weekdays)
{
    public static DayOfMonthChoice ByNumber(params ReadOnlySpan<int> numbers) =>
        new([.. numbers], EquatableList<WeekOfMonth>.Empty, EquatableList<DayOfWeek>.Empty);
}
