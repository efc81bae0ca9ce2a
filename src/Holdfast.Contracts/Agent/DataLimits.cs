namespace Holdfast.Contracts.Agent;

/// <summary>Bounds of what goes over a data stream. A server refuses what is larger; an agent keeps below.</summary>
public static class DataLimits
{
    /// <summary>No message is larger: the largest chunk there can be, and room for what stands beside it. Both ends must be set to receive as much.</summary>
    public const int LargestMessage = 20 << 20;

    public const int IdSize = 32;

    /// <summary>Plaintext bytes of one chunk. The format's bound.</summary>
    public const int LargestChunk = 16 << 20;

    /// <summary>Ids in one question.</summary>
    public const int MostIds = 4096;

    public const int MostChunksInBatch = 4096;

    /// <summary>Plaintext bytes that one batch decodes to, except that one chunk may always stand alone. Bounds what a small message can make the server do.</summary>
    public const int MostPlainInBatch = 32 << 20;

    /// <summary>An agent sends a batch when it has so many encoded bytes: large enough that a message costs little, small enough to be fair.</summary>
    public const int BatchSize = 1 << 20;

    /// <summary>Bytes that a data stream may have sent without an answer.</summary>
    public const int MostUnanswered = 16 << 20;

    /// <summary>Bytes of a followed log in one message.</summary>
    public const int LargestLogPiece = 1 << 20;

    /// <summary>The newest segments of a kept log, which its agent is told of: it goes on behind them.</summary>
    public const int MostLogSegments = 1000;

    /// <summary>Notes that an agent keeps of one attempt.</summary>
    public const int MostNotes = 2000;
}
