namespace Holdfast.Workloads.Applications;


/// <summary>What is read from the application.</summary>
public enum BackupType
{
    /// <summary>Everything.</summary>
    Full,

    /// <summary>What changed since an earlier backup; the recovery point is whole all the same.</summary>
    Incremental,

    /// <summary>The log since the last log backup.</summary>
    Log,
}
