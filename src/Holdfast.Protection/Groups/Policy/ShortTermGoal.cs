namespace Holdfast.Protection.Groups.Policy;

/// <summary>Protection on disk.</summary>
public sealed record ShortTermGoal
{
    /// <summary>1 to 448 days.</summary>
    public int RetentionDays { get; init; } = 14;

    /// <summary>15, 30, 45, 60, 120, 240, 360, 720, or 1,440 minutes; null: just before each recovery point.</summary>
    public int? SynchronizationMinutes { get; init; }

    /// <summary>When recovery points of files are made; empty: only on request.</summary>
    public WeeklyTimes RecoveryPoints { get; init; } = WeeklyTimes.None;

    /// <summary>When applications get an express full backup; empty: only on request.</summary>
    public WeeklyTimes ExpressFull { get; init; } = WeeklyTimes.None;
}
