namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>What a file can make the reader keep, whatever its length fields say.</summary>
internal static class MediaLimits
{
    /// <summary>Bytes of a configuration stream that are looked at. One file of a database takes about 1.3 KB; more files than fit are not listed.</summary>
    public const int Configuration = 8 << 20;

    /// <summary>Buffers above this are given back after use.</summary>
    public const int KeptBuffer = 256 << 10;

    /// <summary>Backup sets in one file: the server counts them with 16 bits.</summary>
    public const int Sets = short.MaxValue;

    /// <summary>Files of databases that are listed, over all sets of a file.</summary>
    public const int Files = 50_000;

    /// <summary>Bytes of content between two places to cut, where nothing else says where.</summary>
    public const int Extent = 64 << 10;
}
