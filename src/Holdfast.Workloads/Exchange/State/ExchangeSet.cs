namespace Holdfast.Workloads.Exchange.State;

/// <summary>One backup in a point: a full one, or the logs since the one before.</summary>
internal sealed record ExchangeSet
{
    /// <summary>Folder in the point, see <see cref="ExchangeItems"/>.</summary>
    public required string Folder { get; init; }

    public bool IsFull { get; init; }

    /// <summary>Exchange took no note of it: nothing can build on it.</summary>
    public bool IsCopy { get; init; }

    public DateTimeOffset Taken { get; init; }

    /// <summary>Bytes of its files.</summary>
    public long Size { get; init; }

    /// <summary>Of the logs, as <see cref="Ese.EseSignature"/> writes it.</summary>
    public required string LogSignature { get; init; }

    /// <summary>Generations that the database file needs; 0 in a backup of logs.</summary>
    public int FirstRequired { get; init; }

    public int LastRequired { get; init; }

    public int FirstLog { get; init; }

    /// <summary>Last log that was complete; 0: none was.</summary>
    public int LastClosed { get; init; }

    /// <summary>When that was begun, as the engine writes times: the next log names it.</summary>
    public ulong LastClosedCreated { get; init; }

    /// <summary>Last log, the one that was written to among them.</summary>
    public int LastLog { get; init; }

    public bool IsCircular { get; init; }
}
