namespace Holdfast.PowerShell.Groups;

/// <summary>Which part of a policy a schedule is.</summary>
internal enum ScheduleKind
{
    RecoveryPoints,
    ExpressFull,
    OnlineDaily,
    OnlineWeekly,
    OnlineMonthly,
    OnlineYearly,
}
