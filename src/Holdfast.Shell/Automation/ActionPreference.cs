namespace Holdfast.Shell.Automation;

/// <summary>What becomes of an error or a warning.</summary>
public enum ActionPreference
{
    SilentlyContinue,
    Stop,
    Continue,
    Ignore = 4,
}
