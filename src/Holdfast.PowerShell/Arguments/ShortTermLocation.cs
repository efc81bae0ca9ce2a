namespace Holdfast.PowerShell.Arguments;

/// <summary>Where DPM keeps short-term copies. Tape is refused with an explanation.</summary>
public enum ShortTermLocation
{
    Disk,
    Tape,
}
