using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>How long the chunks of a disk are: long enough for the table of the largest disk, short enough for a change of a few bytes. docs/adr/0017.</summary>
internal static class MachineChunks
{
    public const int Shortest = 64 << 10;

    /// <summary>Chunks that a disk is cut into at most, while they stay below the longest that there may be.</summary>
    public const long Most = 2 << 20;

    /// <param name="length">Bytes of the disk.</param>
    /// <param name="previous">Bytes of a chunk of the disk in the point before; null where there is none.</param>
    /// <returns>A power of two. A disk keeps its own: with another length nothing of the point before could be taken over.</returns>
    public static int LengthFor(long length, int? previous)
    {
        if (previous is { } kept) return kept;
        var chunk = Shortest;
        while (chunk < IContentCutter.LongestChunk && length / chunk >= Most) chunk *= 2;
        return chunk;
    }
}
