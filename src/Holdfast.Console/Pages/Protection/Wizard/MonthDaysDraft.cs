using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>Days of a month while somebody changes them: by number, or by weekday in certain weeks.</summary>
public sealed class MonthDaysDraft
{
    internal bool IsByWeek { get; set; }

    /// <summary>1…31; 0 is the last day.</summary>
    internal List<int> Numbers { get; private init; } = [0];

    internal List<string> Weeks { get; private init; } = ["First"];

    internal List<string> Days { get; private init; } = ["Saturday"];

    internal static MonthDaysDraft Of(MonthDaysInfo? info) => info switch
    {
        null => new MonthDaysDraft(),
        { Numbers: { Count: > 0 } numbers } => new MonthDaysDraft { Numbers = [.. numbers] },
        _ => new MonthDaysDraft { IsByWeek = true, Weeks = [.. info.Weeks ?? []], Days = Weekdays.Sorted(info.Weekdays ?? []) },
    };

    internal MonthDaysInfo Info() => IsByWeek ? new MonthDaysInfo(Weeks: [.. Weeks], Weekdays: [.. Days])
        : new MonthDaysInfo(Numbers: [.. Numbers.Order().OrderBy(number => number == 0)]);
}
