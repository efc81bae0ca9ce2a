namespace Holdfast.Workloads.Files.Windows;

/// <summary>What Windows tells of a file or a folder with one look. Times are 100 ns since 1601 UTC.</summary>
/// <param name="Id">128 bits; of NTFS the upper 64 are 0. Names with the same one are the same object.</param>
/// <param name="Volume">Serial number.</param>
/// <param name="Links">Number of names.</param>
public sealed record WindowsObject(FileAttributes Attributes, long Size, ulong Modified, ulong Changed, ulong Born, UInt128 Id, ulong Volume, uint Links)
{
    /// <summary>The reparse point with its header; null where there is none.</summary>
    public byte[]? Reparse { get; init; }

    /// <summary>Named streams with their lengths.</summary>
    public IReadOnlyList<(string Name, long Length)> Streams { get; init; } = [];

    public bool IsFolder => Attributes.HasFlag(FileAttributes.Directory);
}
