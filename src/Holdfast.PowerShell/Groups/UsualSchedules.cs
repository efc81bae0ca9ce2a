using Holdfast.Contracts.Api.Groups;

namespace Holdfast.PowerShell.Groups;

/// <summary>What DPM gives a group whose script says nothing of schedules.</summary>
internal static class UsualSchedules
{
    internal static TimesInfo RecoveryPoints { get; } = new(["08:00", "12:00", "18:00"]);

    internal static TimesInfo ExpressFull { get; } = new(["20:00"]);

    internal static TimesInfo Online { get; } = new(["21:00"]);

    internal static IReadOnlyList<string> Weekdays { get; } = ["Saturday"];

    /// <summary>Of months and years.</summary>
    internal static MonthDaysInfo MonthDays { get; } = new(Weeks: ["First"], Weekdays: ["Saturday"]);

    internal static IReadOnlyList<int> Months { get; } = [1];

    /// <summary>A new group that keeps copies on disk.</summary>
    internal static PolicyInfo OnDisk(PolicyInfo policy) =>
        policy with { RecoveryPoints = policy.RecoveryPoints ?? RecoveryPoints, ExpressFull = policy.ExpressFull ?? ExpressFull };
}
