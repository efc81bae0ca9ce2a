namespace Holdfast.Contracts.Api.Groups;

/// <summary>Protection in the vault: when points are sent, and how long which of them are kept.</summary>
/// <param name="Schedule">At most two a day: the newest point on disk is sent. Null: every point is sent as soon as it is made.</param>
/// <param name="DailyDays">Every point is kept this many days; 0: only what the other rules keep.</param>
public sealed record OnlineInfo(
    TimesInfo? Schedule = null, int DailyDays = 30, WeeklyInfo? Weekly = null, MonthlyInfo? Monthly = null, YearlyInfo? Yearly = null);
