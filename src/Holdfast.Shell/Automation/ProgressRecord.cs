namespace Holdfast.Shell.Automation;

/// <summary>How far a long operation is.</summary>
public sealed class ProgressRecord(int activityId, string activity, string statusDescription)
{
    public int ActivityId => activityId;

    public string Activity => activity;

    public string StatusDescription => statusDescription;

    /// <summary>0…100; -1 where it is not known.</summary>
    public int PercentComplete { get; set; } = -1;

    /// <summary>-1 where it is not known.</summary>
    public int SecondsRemaining { get; set; } = -1;

    public ProgressRecordType RecordType { get; set; }
}
