using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>Times of day on days of the week while somebody changes them.</summary>
public sealed class TimesDraft(IEnumerable<string> times, IEnumerable<string>? days = null)
{
    internal List<string> Times { get; } = [.. times];

    internal List<string> Days { get; } = Weekdays.Sorted(days ?? Weekdays.All);

    internal static TimesDraft Of(TimesInfo? info, params string[] usual) => info is null ? new TimesDraft(usual) : new TimesDraft(info.Times, info.Days);

    internal TimesInfo Info() => new([.. Times.Distinct().Order(StringComparer.Ordinal)], Days.Count == Weekdays.All.Count ? null : [.. Days]);
}
