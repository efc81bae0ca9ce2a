namespace Holdfast.Workloads.Nbd.Serving;

/// <summary>What a client may take of a server.</summary>
/// <param name="Handshake">From the first byte to the choice of an export, TLS included.</param>
/// <param name="Idle">Without a request before the connection ends.</param>
/// <param name="Progress">For one piece of an answer to be taken, or for the rest of something that was begun to arrive.</param>
public sealed record NbdServerLimits(TimeSpan Handshake, TimeSpan Idle, TimeSpan Progress)
{
    public static NbdServerLimits Standard { get; } = new(TimeSpan.FromSeconds(15), TimeSpan.FromHours(1), TimeSpan.FromSeconds(60));

    /// <summary>Bytes of one read: what the protocol has clients keep to where a server names no other length.</summary>
    public const int LongestRead = NbdProtocol.DefaultLongestPayload;

    /// <summary>Requests of a connection that are worked on; further ones are read when one of these is done.</summary>
    internal const int MostInFlight = 16;

    /// <summary>Reads of an export at a time, over all of its connections.</summary>
    internal const int MostReads = 8;

    /// <summary>Bytes of one piece of an answer. A connection holds no more than this for each request that is worked on.</summary>
    internal const int LongestPiece = 256 << 10;

    /// <summary>A shorter hole is sent as zeros: telling it would cost more.</summary>
    internal const int ShortestHole = 4 << 10;

    /// <summary>Options of a handshake, wrong names in it, and bytes of an option that is understood; a longer one is refused, one beyond the second length ends the connection.</summary>
    internal const int MostOptions = 64, MostWrongNames = 4, LongestOption = 8 << 10, LongestSkipped = 64 << 10;

    /// <summary>Extents of one answer about block status.</summary>
    internal const int MostExtents = 1024;
}
