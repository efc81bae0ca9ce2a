using System.Text;
using System.Text.Json;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>What a point may say about a machine: whoever wrote it, nothing beyond these bounds is believed.</summary>
internal static class MachineLimits
{
    public const int LongestState = 1 << 20, LongestText = 4096, MostDisks = 512, MostExclusions = 4096;

    /// <summary>Of a disk: what the largest format of disks (VHDX) holds, twice over for the raw ones.</summary>
    public const long LargestDisk = 128L << 40;

    public static bool Hold(MachineState state) =>
        state is { Format: MachineState.CurrentFormat, Disks.Count: <= MostDisks, Exclusions.Count: <= MostExclusions, Own.ValueKind: JsonValueKind.Object }
        && IsText(state.Machine) && IsText(state.Name)
        && state.Disks.All(Hold) && state.Exclusions.All(Hold)
        && state.Disks.Select(disk => disk.Path).Distinct(StringComparer.OrdinalIgnoreCase).Count() == state.Disks.Count
        && state.Disks.Select(disk => disk.Name).Distinct(StringComparer.Ordinal).Count() == state.Disks.Count;

    private static bool Hold(MachineDisk? disk) =>
        disk is { Length: >= 0 and <= LargestDisk, SectorLength: 512 or 4096, BlockLength: >= 0 and <= LargestDisk, ChunkLength: >= MachineChunks.Shortest and <= IContentCutter.LongestChunk, Order: >= 0 and < MostDisks }
        && System.Numerics.BitOperations.IsPow2(disk.ChunkLength)
        && IsText(disk.Name) && IsText(disk.Format) && disk.Attachment is { Length: <= LongestText } && disk.Origin is null or { Length: <= LongestText }
        && disk.Path is { Length: <= LongestText } && disk.Path.StartsWith(MachineLayout.Disks + "/", StringComparison.Ordinal)
        && ItemPath.IsPath(Encoding.UTF8.GetBytes(disk.Path)) && disk.Path.IndexOf('/', MachineLayout.Disks.Length + 1) < 0;

    private static bool Hold(ExcludedFile? file) =>
        file is { Length: >= 0 and <= LargestDisk, Cover: { Count: <= ExcludedFile.MostCover } cover } && IsText(file.Disk) && IsText(file.Path)
        && cover.All(range => range is { Offset: >= 0 and <= LargestDisk, Length: >= 0 and <= LargestDisk });

    private static bool IsText(string? text) => text is { Length: > 0 and <= LongestText };
}
