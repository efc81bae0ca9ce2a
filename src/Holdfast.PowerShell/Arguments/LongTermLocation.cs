namespace Holdfast.PowerShell.Arguments;

/// <summary>Where DPM keeps long-term copies. Tape is refused with an explanation.</summary>
public enum LongTermLocation
{
    Tape,
    Online,
    OnlineAndTape,
}
