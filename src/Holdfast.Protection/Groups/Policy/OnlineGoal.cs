namespace Holdfast.Protection.Groups.Policy;

/// <summary>Protection in the vault: when points are sent, and how long which of them are kept (grandfather, father, son).</summary>
public sealed record OnlineGoal
{
    /// <summary>At most two a day.</summary>
    public WeeklyTimes Schedule { get; init; } = WeeklyTimes.None;

    /// <summary>Every point is kept this many days; 0: only what the other rules keep.</summary>
    public int DailyDays { get; init; } = 30;

    /// <summary>Null: no such rule. The same for the next two.</summary>
    public WeeklyRetention? Weekly { get; init; }

    public MonthlyRetention? Monthly { get; init; }

    public YearlyRetention? Yearly { get; init; }
}
