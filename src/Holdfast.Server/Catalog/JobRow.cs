namespace Holdfast.Server.Catalog;

/// <summary>A job in the catalog. Counters are those of its end; while it runs they are in memory.</summary>
internal sealed record JobRow
{
    public string Id { get; init; } = "";

    public string Type { get; init; } = "";

    public string State { get; init; } = "";

    public string? SourceId { get; init; }

    /// <summary>The datasource's production server.</summary>
    public string? Server { get; init; }

    /// <summary>person, schedule, system.</summary>
    public string Origin { get; init; } = "person";

    /// <summary>When the schedule wanted it.</summary>
    public long? ScheduledFor { get; init; }

    public string? RecoveryPoint { get; init; }

    /// <summary>JSON. Never holds a secret.</summary>
    public string Arguments { get; init; } = "{}";

    public long Created { get; init; }

    public long? Started { get; init; }

    public long? Ended { get; init; }

    public long Items { get; init; }

    public long ItemsFailed { get; init; }

    public long ItemsTotal { get; init; }

    public long BytesRead { get; init; }

    public long BytesTotal { get; init; }

    public long BytesChanged { get; init; }

    public long BytesStored { get; init; }

    public long BytesSent { get; init; }

    public long BytesDeduplicated { get; init; }

    public long DurationMs { get; init; }

    public long CpuMs { get; init; }

    /// <summary>JSON of what a verification found.</summary>
    public string? Verification { get; init; }

    /// <summary>JSON of what a collection did.</summary>
    public string? Collection { get; init; }

    /// <summary>JSON of what the recovery of an application planned and did.</summary>
    public string? RecoveryPlan { get; init; }

    /// <summary>Server whose copy a backup read, where the datasource has several.</summary>
    public string? ReadFrom { get; init; }

    /// <summary>JSON of the work's own, or null; gone when the job has ended.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>How often the job has begun to run without coming to an end; 0 before its first run.</summary>
    public int Attempt { get; init; }

    public string? SourceName { get; init; }

    public string? SourcePath { get; init; }

    /// <summary>JSON list: servers whose agents can do it as well as that of <see cref="Server"/>. No column of its own: the datasource has it.</summary>
    public string? SourceCopies { get; init; }
}
