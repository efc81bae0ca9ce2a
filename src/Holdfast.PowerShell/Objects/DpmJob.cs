using Holdfast.PowerShell.Views;
using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Connections;

namespace Holdfast.PowerShell.Objects;

/// <summary>A job, as it is whenever it is looked at: scripts wait with `while (-not $job.HasCompleted) { Start-Sleep 1 }`.</summary>
[View("JobCategory", "Status", "Datasource", "StartTime", "EndTime", "ErrorInfo")]
public sealed class DpmJob : ServerObject
{
    /// <summary>A script that asks in a tight loop waits this long in the server instead.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromMilliseconds(500);

    internal DpmJob(DpmServer server, JobInfo info) : base(server) => Info = info;

    internal JobInfo Info { get; private set; }

    public string JobId => Info.Id;

    /// <summary>What the job does: one of <see cref="JobTypes"/>.</summary>
    public string JobCategory => Info.Type;

    /// <summary>InProgress (also while it waits for its turn), Succeeded, Failed, Cancelled; a job that left out items is SucceededWithWarnings.</summary>
    public string Status => StatusOf(Refreshed(TimeSpan.Zero).State);

    /// <summary>True once it will not change any more.</summary>
    public bool HasCompleted => Refreshed(patience).HasEnded;

    public string? Datasource => Info.SourceName;

    public string? ProductionServerName => Info.Server;

    public DateTime? StartTime => Info.Started?.LocalDateTime;

    public DateTime? EndTime => Refreshed(TimeSpan.Zero).Ended?.LocalDateTime;

    public TimeSpan ElapsedTime => TimeSpan.FromMilliseconds(Refreshed(TimeSpan.Zero).DurationMs);

    /// <summary>Bytes read from the source, or from the store by recovery.</summary>
    public long DataTransferred => Refreshed(TimeSpan.Zero).BytesRead;

    /// <summary>Id of the recovery point that the job made or read.</summary>
    public string? RecoveryPoint => Refreshed(TimeSpan.Zero).RecoveryPoint;

    /// <summary>Production server whose copy of the database is read in place of that on the datasource's own; null: its own is.</summary>
    public string? CopyReadFrom => Refreshed(TimeSpan.Zero).ReadFrom;

    /// <summary>The first error, and what to do about it; empty: none.</summary>
    public string ErrorInfo => Info.Errors is [var first, ..] ? $"{first.Message} {first.Remedy}" : "";

    internal static string StatusOf(string state) => state switch
    {
        JobStates.Queued or JobStates.Running => "InProgress",
        _ => char.ToUpperInvariant(state[0]) + state[1..],
    };

    /// <summary>Asks the server, unless the job has ended already.</summary>
    internal JobInfo Refreshed(TimeSpan wait)
    {
        if (!Info.HasEnded) Info = Server.Client.Job(Info.Id, wait).GetAwaiter().GetResult();
        return Info;
    }

    public override string ToString() => JobId;
}
