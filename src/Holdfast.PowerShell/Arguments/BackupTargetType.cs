namespace Holdfast.PowerShell.Arguments;

/// <summary>Where a backup goes. Tape is refused with an explanation.</summary>
public enum BackupTargetType
{
    Disk,
    Tape,
    Online,
}
