namespace Holdfast.Protection.Retention;

/// <summary>How long recovery points may be kept, in days.</summary>
public static class RetentionRule
{
    /// <summary>On disk: the longest range that DPM allows is 448 days, and scripts rely on it.</summary>
    public const int ShortestDays = 1, LongestDays = 448, DefaultDays = 14;

    /// <summary>In the vault: 99 years of long-term protection.</summary>
    public const int LongestOnlineDays = 36_500, DefaultOnlineDays = 30;

    /// <summary>Null where the range is acceptable, otherwise the reason in words.</summary>
    public static string? Violation(int days) =>
        days is >= ShortestDays and <= LongestDays ? null : $"Retention on disk is {ShortestDays} to {LongestDays} days, not {days}.";

    /// <summary>Null where the range is acceptable, otherwise the reason in words.</summary>
    public static string? OnlineViolation(int days) =>
        days is >= ShortestDays and <= LongestOnlineDays ? null : $"Online retention is {ShortestDays} to {LongestOnlineDays} days, not {days}.";
}
