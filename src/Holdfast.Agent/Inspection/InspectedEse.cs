namespace Holdfast.Agent.Inspection;

/// <summary>A file of the Extensible Storage Engine.</summary>
public sealed record InspectedEse(bool? Intact, InspectedProblem? Problem) : InspectedFile(Intact, Problem)
{
    /// <summary>database, log, checkpoint.</summary>
    public required string File { get; init; }

    /// <summary>Bytes of a database's page; null where the file does not get as far as to say it, and of a checkpoint.</summary>
    public int? PageSize { get; init; }

    /// <summary>Of a database without its headers; of a log its segments.</summary>
    public long Pages { get; init; }

    public long PagesEmpty { get; init; }

    public long PagesDamaged { get; init; }

    /// <summary>Of the damaged ones: one flipped bit explains it.</summary>
    public long PagesOneBit { get; init; }

    /// <summary>At most 100.</summary>
    public IReadOnlyList<InspectedPage> DamagedPages { get; init; } = [];

    /// <summary>Of a database: clean, dirty (its logs must be replayed), or one of the engine's rarer states.</summary>
    public string? State { get; init; }

    /// <summary>Of the format, such as 0x620,20; of logs such as 8.4000.</summary>
    public string? Version { get; init; }

    public string? DatabaseSignature { get; init; }

    public string? LogSignature { get; init; }

    /// <summary>Generations that a replay needs at least.</summary>
    public int? FirstLogRequired { get; init; }

    public int? LastLogRequired { get; init; }

    /// <summary>Last generation that may hold changes that were acknowledged.</summary>
    public int? LastLogCommitted { get; init; }

    /// <summary>Of a log.</summary>
    public int? Generation { get; init; }

    /// <summary>Of a log: when it was begun.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Of a log: earlier ones were overwritten.</summary>
    public bool? CircularLogging { get; init; }

    /// <summary>Of a database: when it was opened last.</summary>
    public DateTimeOffset? Attached { get; init; }

    /// <summary>Of a database: when it was consistent last; null while it is in use.</summary>
    public DateTimeOffset? Consistent { get; init; }

    /// <summary>Of a database: its last full backup that the engine knows.</summary>
    public DateTimeOffset? LastFullBackup { get; init; }

    /// <summary>Place in the logs, (generation,sector,byte) in hexadecimal: of a database up to where it is consistent, of a checkpoint where a replay begins.</summary>
    public string? Position { get; init; }
}
