namespace Holdfast.PowerShell.Objects;

/// <summary>States of a job as DPM names them.</summary>
public enum JobStatus
{
    InProgress,
    Succeeded,
    SucceededWithWarnings,
    Failed,
    Cancelled,
}
