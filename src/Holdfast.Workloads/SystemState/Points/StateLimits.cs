using Holdfast.Workloads.SystemState.Planning;
using Holdfast.Workloads.VirtualMachines;

namespace Holdfast.Workloads.SystemState.Points;

/// <summary>What a point may say about a system. What comes into a script is a letter, a number, or a name of this program's own; the folder of Windows is letters that no command line reads as anything else.</summary>
internal static class StateLimits
{
    private const int MostWriters = 1000, MostComponents = 10_000, MostRoots = 4096, MostWarnings = 1000, MostPartitions = 1024, LongestText = 4096, LongestFolder = 100;

    public static bool Hold(StateFacts facts) =>
        facts is { Format: StateFacts.CurrentFormat, Writers.Count: <= MostWriters, Roots.Count: <= MostRoots, Files: >= 0, Length: >= 0, Warnings.Count: <= MostWarnings }
        && facts.TombstoneDays is null or (>= 1 and <= TombstoneLifetime.Most) && IsName(facts.Computer) && IsFolder(facts.WindowsFolder) && facts.Writers.All(Hold) && facts.Roots.All(IsText) && facts.Warnings.All(IsText);

    public static bool Hold(BareMetalFacts facts) =>
        Hold(facts.State) && facts.Disks.Count is > 0 and <= MachineLimits.MostDisks && facts.Disks.All(Hold) && facts.Disks.Select(disk => disk.Number).Distinct().Count() == facts.Disks.Count
        && facts.Disks.Sum(disk => disk.Partitions.Count(partition => partition.Use == PartitionUse.Windows)) == 1;

    /// <summary>Whether both parts of a point speak of the same disks.</summary>
    public static bool Fit(BareMetalFacts facts, MachineState machine) => facts.Disks.Count == machine.Disks.Count && facts.Disks.All(disk => machine.Find(disk.Name) is { } kept && kept.Length == disk.Length);

    private static bool Hold(KeptWriter? writer) =>
        writer is { Components.Count: <= MostComponents } && Enum.IsDefined(writer.Method) && IsText(writer.Name) && writer.Components.All(IsText) && (writer.Service is null || IsText(writer.Service));

    private static bool Hold(KeptDisk? disk) =>
        disk is { Number: >= 0 and < MachineLimits.MostDisks, Length: >= 0 and <= MachineLimits.LargestDisk, Partitions.Count: <= MostPartitions } && disk.Name == $"disk{disk.Number}" && Enum.IsDefined(disk.Scheme)
        && disk.Partitions.All(partition => Hold(partition, disk.Length));

    private static bool Hold(KeptPartition? partition, long disk) =>
        partition is { Number: >= 0 and <= MostPartitions, Offset: >= 0, Length: >= 0 } && partition.Length <= disk && partition.Offset <= disk - partition.Length && Enum.IsDefined(partition.Use)
        && IsText(partition.Type) && (partition.Letter is not { } letter || char.IsAsciiLetterUpper(letter));

    private static bool IsName(string? name) => name is { Length: > 0 and <= 255 } && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_');

    /// <summary>C:\Windows, or another folder of plain letters.</summary>
    private static bool IsFolder(string? folder) =>
        folder is { Length: > 3 and <= LongestFolder } && char.IsAsciiLetterUpper(folder[0]) && folder[1] == ':' && folder[2] == '\\' && folder[3..].All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    private static bool IsText(string? text) => text is { Length: > 0 and <= LongestText } && !text.Any(char.IsControl);
}
