namespace Holdfast.PowerShell.Arguments;

/// <summary>Whether what an instance holds joins its group by itself.</summary>
public enum AutoProtectionIntent
{
    Enable,
    Disable,
}
