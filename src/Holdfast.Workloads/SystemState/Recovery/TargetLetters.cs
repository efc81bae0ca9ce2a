using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SystemState.Points;

namespace Holdfast.Workloads.SystemState.Recovery;

/// <summary>Letters that partitions have while a computer is recovered: none that the recovery environment uses itself (C to F, X), none twice.</summary>
internal static class TargetLetters
{
    public const char Windows = 'W', Boot = 'S', Source = 'M';

    private const string Others = "GHIJKLNOPQRTUVYZ";

    /// <summary>Of the partitions that get one, on all disks.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: there are more than letters.</exception>
    public static IReadOnlyDictionary<(int Disk, int Partition), char> Of(BareMetalFacts facts)
    {
        var (letters, next, boot) = (new Dictionary<(int, int), char>(), 0, false);
        foreach (var (disk, partition) in facts.Disks.SelectMany(disk => disk.Partitions.Select(partition => (disk, partition))))
        {
            char? letter = partition.Use switch
            {
                PartitionUse.Windows => Windows,
                PartitionUse.Boot when !boot => Boot,
                PartitionUse.Boot or PartitionUse.Critical => next < Others.Length ? Others[next++] : throw new WorkloadException(WorkloadFault.NotPossible, "The computer has more critical partitions than there are letters for.", "Recover the disks as files, and write them to disks with a program for that."),
                _ => null,
            };
            boot |= letter == Boot;
            if (letter is { } one) letters[(disk.Number, partition.Number)] = one;
        }
        return letters;
    }
}
