using Holdfast.Contracts.Api;

namespace Holdfast.Console.Text;

/// <summary>Jobs in words.</summary>
public static class JobWords
{
    /// <summary>What a job does.</summary>
    public static string Type(string type, Texts texts) => texts[type switch
    {
        JobTypes.ReplicaCreation => "Replica creation",
        JobTypes.RecoveryPoint => "Recovery point",
        JobTypes.Synchronization => "Synchronization",
        JobTypes.ConsistencyCheck => "Consistency check",
        JobTypes.Recovery => "Recovery",
        JobTypes.CloudBackup => "Online backup",
        JobTypes.Verification => "Verification",
        JobTypes.Collection => "Collection",
        JobTypes.Rebuild => "Rebuild",
        JobTypes.DiskRemoval => "Disk removal",
        JobTypes.Drill => "Restore drill",
        _ => type,
    }];

    /// <summary>A state's kind (see StateMark), its word, and its icon.</summary>
    public static (string Kind, string Word, string? Icon) State(string state, Texts texts) => state switch
    {
        JobStates.Queued => ("quiet", texts["Waiting"], "queued"),
        JobStates.Running => ("running", texts["Running"], null),
        JobStates.Succeeded => ("ok", texts["Succeeded"], null),
        JobStates.SucceededWithWarnings => ("warning", texts["Succeeded with warnings"], null),
        JobStates.Failed => ("danger", texts["Failed"], null),
        JobStates.Cancelled => ("quiet", texts["Cancelled"], "stopped"),
        _ => ("quiet", state, null),
    };

    /// <summary>How far a job is, 0…1; null where that is not known.</summary>
    public static double? Share(JobInfo job) =>
        job.HasEnded ? 1 : job.BytesTotal > 0 ? Math.Min(1, (double)job.BytesRead / job.BytesTotal) : job.ItemsTotal > 0 ? Math.Min(1, (double)job.Items / job.ItemsTotal) : null;
}
