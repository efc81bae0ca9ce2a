using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Groups;

/// <summary>Times of day on days of the week, in the zone of the group.</summary>
/// <param name="Times">Such as "18:00".</param>
/// <param name="Days">Such as "Monday"; null: every day.</param>
public sealed record TimesInfo(IReadOnlyList<string> Times, IReadOnlyList<string>? Days = null)
{
    /// <summary>Of restore drills alone: days of the month, in the place of days of the week.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MonthDaysInfo? MonthDays { get; init; }
}
