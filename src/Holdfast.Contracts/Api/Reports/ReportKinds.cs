namespace Holdfast.Contracts.Api.Reports;

/// <summary>The reports there are.</summary>
public static class ReportKinds
{
    /// <summary>Jobs: how they ended, by day and by member.</summary>
    public const string Status = "status";

    /// <summary>Members, their goals, and the recovery points that they have.</summary>
    public const string Protection = "protection";

    /// <summary>Recoveries: who, what, where to, and how they ended.</summary>
    public const string Recovery = "recovery";

    /// <summary>How full the disks of the pool are and were.</summary>
    public const string DiskUtilization = "diskUtilization";

    /// <summary>Where a recovery point came later than the group promises.</summary>
    public const string Sla = "sla";

    /// <summary>Restore drills: what was proved, and how long a recovery took.</summary>
    public const string Drills = "drills";

    public static IReadOnlyList<string> All { get; } = [Status, Protection, Recovery, DiskUtilization, Sla, Drills];
}
