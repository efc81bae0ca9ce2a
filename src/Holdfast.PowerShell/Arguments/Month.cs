namespace Holdfast.PowerShell.Arguments;

/// <summary>Months as DPM's scripts write them.</summary>
public enum Month
{
    Jan = 1,
    Feb,
    Mar,
    Apr,
    May,
    Jun,
    Jul,
    Aug,
    Sep,
    Oct,
    Nov,
    Dec,
}
