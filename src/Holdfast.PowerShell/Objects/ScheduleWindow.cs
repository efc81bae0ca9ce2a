using Holdfast.Contracts.Api.Groups;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Groups;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>Hours of certain days.</summary>
[View("Days", "Start", "DurationInHours")]
public sealed class ScheduleWindow
{
    /// <param name="start">Such as "22:00".</param>
    /// <param name="minutes">Null: without an end.</param>
    /// <param name="days">Null: every day.</param>
    internal ScheduleWindow(string start, int? minutes, IReadOnlyList<string>? days) =>
        (StartTime, DurationInHours, DaysOfWeek) = (PolicyWords.Time(start), minutes is { } length ? length / 60.0 : null, PolicyWords.Days(days));

    public WeekDay[] DaysOfWeek { get; }

    /// <summary>The same as a text.</summary>
    public string Days => string.Join(", ", DaysOfWeek);

    /// <summary>Only the time matters, not the date.</summary>
    public DateTime StartTime { get; }

    /// <summary>The same as a text.</summary>
    public string Start => PolicyWords.Time(StartTime);

    /// <summary>Null: without an end.</summary>
    public double? DurationInHours { get; }

    /// <summary>When consistency checks run by schedule; null: they do not.</summary>
    internal static ScheduleWindow? OfChecks(CheckInfo? checks) =>
        checks?.Schedule is { Times: [var start, ..] } schedule ? new ScheduleWindow(start, checks.LongestMinutes, schedule.Days) : null;
}
