namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>A rule that keeps points of certain days for long, while somebody changes it.</summary>
public sealed class KeepDraft
{
    internal bool IsOn { get; set; }

    /// <summary>Weeks, months, or years.</summary>
    internal int Count { get; set; }

    internal List<string> Weekdays { get; init; } = ["Sunday"];

    internal MonthDaysDraft MonthDays { get; init; } = new();

    /// <summary>1…12.</summary>
    internal List<int> Months { get; init; } = [12];
}
