namespace Holdfast.Shell.Automation;

/// <summary>How much a cmdlet can destroy: at High it asks before it does.</summary>
public enum ConfirmImpact
{
    None,
    Low,
    Medium,
    High,
}
