using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <summary>A job: what it does, how far it is, and how it ended.</summary>
/// <param name="Type">One of <see cref="JobTypes"/>.</param>
/// <param name="State">One of <see cref="JobStates"/>.</param>
/// <param name="Source">Id of the datasource, or null.</param>
/// <param name="RecoveryPoint">Id of the point that the job made or read, or null.</param>
/// <param name="BytesRead">Bytes read from the source, or from the store by recovery and verification.</param>
/// <param name="BytesChanged">Bytes of new and changed items.</param>
/// <param name="BytesStored">Bytes added to the pool, after deduplication and compression.</param>
/// <param name="BytesSent">Bytes sent to the vault.</param>
/// <param name="DurationMs">Time since the job began to run, by a monotonic clock.</param>
/// <param name="CpuMs">CPU time of the whole server process while the job ran: an upper bound when other work ran beside it.</param>
/// <param name="Errors">At most 1,000, in lists the first 10; <paramref name="ItemsFailed"/> counts all items.</param>
/// <param name="Phase">What the job is doing now, empty once it ended.</param>
/// <param name="ItemsTotal">0 while not known.</param>
/// <param name="BytesTotal">0 while not known.</param>
/// <param name="Rate">Bytes read a second, over the whole run.</param>
/// <param name="EtaMs">Time until the end, where it can be estimated.</param>
public sealed record JobInfo(
    string Id, string Type, string State, string? Source, string? RecoveryPoint, long Items, long ItemsFailed, long BytesRead, long BytesChanged,
    long BytesStored, long BytesSent, long DurationMs, long CpuMs, IReadOnlyList<JobError> Errors, string? SourceName, string? SourcePath, string Phase,
    long ItemsTotal, long BytesTotal, long BytesDeduplicated, long Rate, long? EtaMs, DateTimeOffset Created, DateTimeOffset? Started, DateTimeOffset? Ended)
{
    /// <summary>Production server of the datasource, or null.</summary>
    public string? Server { get; init; }

    /// <summary>Production server whose copy the backup reads, of a datasource that has several; null of all others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReadFrom { get; init; }

    /// <summary>Who wanted it: person, schedule, system.</summary>
    public string? Origin { get; init; }

    /// <summary>Name of the account that asked for a recovery, and may cancel it; null for other jobs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Account { get; init; }

    /// <summary>When its schedule wanted it, or null.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }

    /// <summary>How often it has begun to run: more than once where a stop or a crash of the server cut it off; 0 while it has not.</summary>
    public int Attempt { get; init; }

    /// <summary>What a verification found; null for other jobs and while it runs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public VerificationResult? Verification { get; init; }

    /// <summary>What a collection did; null for other jobs and while it runs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CollectionResult? Collection { get; init; }

    /// <summary>Of the recovery of an application: the steps that were planned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Applications.RecoveryPlanInfo? Plan { get; init; }

    /// <summary>What a drill found; null for other jobs and while it runs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Applications.DrillInfo? Drill { get; init; }

    /// <summary>True once the job will not change any more.</summary>
    [JsonIgnore]
    public bool HasEnded => JobStates.IsEnd(State);
}
