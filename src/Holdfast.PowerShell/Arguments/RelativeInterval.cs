namespace Holdfast.PowerShell.Arguments;

/// <summary>Weeks of a month.</summary>
public enum RelativeInterval
{
    First,
    Second,
    Third,
    Fourth,
    Last,
}
