namespace Holdfast.PowerShell.Arguments;

/// <summary>Days of the week as DPM's scripts write them.</summary>
public enum WeekDay
{
    Su,
    Mo,
    Tu,
    We,
    Th,
    Fr,
    Sa,
}
