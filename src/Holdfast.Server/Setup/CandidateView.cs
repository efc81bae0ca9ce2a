using Holdfast.Contracts.Api.Setup;
using Holdfast.Server.Setup.Checks;

namespace Holdfast.Server.Setup;

/// <summary>What is mounted, as candidates for the pool.</summary>
internal static class CandidateView
{
    private const long SmallestDisk = 256L << 20;

    /// <param name="poolFolders">Of the disks that the pool has.</param>
    internal static DiskCandidates Of(IMachineProbe probe, IReadOnlyCollection<string> poolFolders, long smallest = SmallestDisk) =>
        new([.. probe.Mounts().Select(mount => CandidateRule.Judge(mount, smallest, poolFolders))]);
}
