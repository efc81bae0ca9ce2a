using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Jobs;

/// <summary>A job that is queued or runs. Its own thread writes to it; requests read it.</summary>
internal sealed class LiveJob(JobRow row, JobTable table, string? secret = null)
{
    /// <summary>A checkpoint names what is done; it does not hold it.</summary>
    internal const int LongestCheckpoint = 1 << 20;

    private readonly CancellationTokenSource cancellation = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal string Id => Row.Id;

    internal JobType Type { get; } = JobNames.Type(row.Type);

    internal JobArguments Arguments { get; } = ArgumentsOf(row);

    internal string? SourceId => Row.SourceId;

    /// <summary>A passphrase that came with the request. Lives only here.</summary>
    internal string? Secret => secret;

    internal JobReport Report { get; } = new();

    internal JobOrigin Origin { get; } = JobNames.Origin(row.Origin);

    internal JobCandidate Candidate => new(Id, Type, SourceId, Row.Server, Origin, Arguments.Online || Type == JobType.CloudBackup, CatalogTime.To(Row.Created));

    internal CancellationToken Cancellation => cancellation.Token;

    /// <summary>Completes when the job has ended and its end is in the catalog.</summary>
    internal Task Ended => ended.Task;

    /// <summary>The row as it is in the catalog, without the live counters.</summary>
    internal JobRow Row { get; set; } = row;

    /// <summary>Errors of a job that has ended.</summary>
    internal IReadOnlyList<JobError>? FinalErrors { get; set; }

    /// <summary>The point that the job has made.</summary>
    internal string? RecoveryPoint { get; set; } = row.RecoveryPoint;

    /// <summary>What the work saved last, also in a run that a stop or a crash of the server has cut off; null where nothing was saved. JSON of the work's own.</summary>
    internal string? Checkpoint => Row.Checkpoint;

    /// <summary>1 in the first run, one more after each that was cut off.</summary>
    internal int Attempt => Row.Attempt;

    internal VerificationResult? Verification { get; set; }

    internal CollectionResult? Collection { get; set; }

    /// <summary>What the recovery of an application planned and did.</summary>
    internal RecoveryPlanInfo? RecoveryPlan { get; set; }

    /// <summary>Set when the server stops, so that the job is not taken for cancelled by a person.</summary>
    internal bool IsInterrupted { get; set; }

    /// <summary>It is queued and cannot begin before its agent is there.</summary>
    internal bool AwaitsAgent { get; set; }

    /// <summary>True from the moment at which the job may begin.</summary>
    internal bool IsRunning { get; set; }

    /// <summary>When the job began to run, by the monotonic clock; 0 while it is queued.</summary>
    internal long StartedAt { get; set; }

    internal TimeSpan CpuAtStart { get; set; }

    /// <summary>Keeps how far the work has come; in the catalog, flushed, on return. For the job's own thread; at most 1,048,576 characters.</summary>
    internal void SaveCheckpoint(string checkpoint)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(checkpoint.Length, LongestCheckpoint);
        table.SaveCheckpoint(Id, checkpoint);
        Row = Row with { Checkpoint = checkpoint };
    }

    internal void Cancel() => cancellation.Cancel();

    internal void MarkEnded() => ended.TrySetResult();

    /// <summary>What a job in the catalog was asked to do.</summary>
    internal static JobArguments ArgumentsOf(JobRow row) => JsonSerializer.Deserialize(row.Arguments, CatalogJson.Default.JobArguments) ?? new JobArguments();
}
