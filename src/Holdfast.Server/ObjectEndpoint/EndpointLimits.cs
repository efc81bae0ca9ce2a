namespace Holdfast.Server.ObjectEndpoint;

/// <summary>Bounds of the endpoint.</summary>
internal static class EndpointLimits
{
    /// <summary>SQL Server sends 5 to 20 MB; a part is in memory until it is verified.</summary>
    internal const long LongestPart = 64L << 20;

    /// <summary>Bodies that are being received or handed over, of all buckets together. Who finds no room waits without having been read from.</summary>
    internal const long Receiving = 192L << 20;

    /// <summary>Parts in memory that came before their turn.</summary>
    internal const long Waiting = 64L << 20;

    /// <summary>Parts in files that came before their turn.</summary>
    internal const long Scratch = 4L << 30;

    /// <inheritdoc cref="Scratch"/>
    internal const int ScratchFiles = 512;
}
