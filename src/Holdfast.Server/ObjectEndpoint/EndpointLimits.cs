namespace Holdfast.Server.ObjectEndpoint;

/// <summary>Bounds of the endpoint, in bytes where nothing else is said.</summary>
internal sealed record EndpointLimits
{
    /// <summary>SQL Server sends 5 to 20 MB; a part is in memory until it is verified.</summary>
    internal long LongestPart { get; init; } = 64L << 20;

    /// <summary>Bodies that are being received or handed over, of all buckets together. Who finds no room waits without having been read from.</summary>
    internal long Receiving { get; init; } = 192L << 20;

    /// <summary>Parts in memory that came before their turn.</summary>
    internal long Waiting { get; init; } = 64L << 20;

    /// <summary>Parts in files that came before their turn.</summary>
    internal long Scratch { get; init; } = 4L << 30;

    /// <summary>How many such files.</summary>
    internal int ScratchFiles { get; init; } = 512;
}
