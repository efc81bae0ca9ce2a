namespace Holdfast.Protection.Jobs;

/// <summary>A job as far as admission looks at it.</summary>
/// <param name="SourceId">Null where it concerns no single datasource.</param>
/// <param name="Server">The datasource's production server; null counts against no server's limit.</param>
/// <param name="Online">It works with the vault.</param>
/// <param name="Queued">When it was queued first: a job that was cut off keeps its place.</param>
public sealed record JobCandidate(
    string Id, JobType Type, string? SourceId, string? Server = null, JobOrigin Origin = JobOrigin.Person, bool Online = false, DateTimeOffset Queued = default)
{
    /// <summary>Upkeep of pool and vault takes turns, as if it were all on one datasource.</summary>
    private const string Upkeep = "\0upkeep";

    public JobPriority Priority => (Type, Origin) switch
    {
        (JobType.Recovery, _) => JobPriority.Recovery,
        (_, JobOrigin.Person) => JobPriority.Requested,
        (_, JobOrigin.Schedule) => JobPriority.Scheduled,
        _ => JobPriority.Maintenance,
    };

    /// <summary>Jobs that have the same never run at a time; null: the job excludes none this way.</summary>
    internal string? Turn => Type is JobType.Collection or JobType.DiskRemoval or JobType.Verification ? Upkeep : SourceId;

    /// <summary>Such a job runs alone.</summary>
    internal bool IsAlone => Type == JobType.Rebuild;

    internal JobUse Use => new(Type == JobType.Recovery, Online && Type != JobType.Recovery, WritesPool);

    private bool WritesPool => Type switch
    {
        JobType.ReplicaCreation or JobType.RecoveryPoint or JobType.Synchronization or JobType.ConsistencyCheck or JobType.DiskRemoval => true,
        JobType.Collection => !Online,
        _ => false,
    };

    /// <summary>
    /// By this time jobs other than recoveries stand in line. A requested one goes ahead of what has waited an hour less on schedule, or four as upkeep: it goes first
    /// unless the others have waited for long, so that nothing waits forever.
    /// </summary>
    internal DateTimeOffset Due => Queued + Priority switch
    {
        JobPriority.Scheduled => TimeSpan.FromHours(1),
        JobPriority.Maintenance => TimeSpan.FromHours(4),
        _ => TimeSpan.Zero,
    };
}
