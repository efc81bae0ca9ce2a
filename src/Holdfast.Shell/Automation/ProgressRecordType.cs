namespace Holdfast.Shell.Automation;

/// <summary>Whether an operation goes on.</summary>
public enum ProgressRecordType
{
    Processing,
    Completed,
}
