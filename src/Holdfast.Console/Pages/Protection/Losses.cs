using Holdfast.Console.Text;
using Holdfast.Contracts.Api;

namespace Holdfast.Console.Pages.Protection;

/// <summary>What is lost when recovery points of sources are deleted, in words.</summary>
internal static class Losses
{
    internal static IReadOnlyList<string> Of(IReadOnlyList<SourceInfo> sources, bool fromDisk, bool fromVault, Texts texts)
    {
        List<string> losses = [];
        var (onDisk, inVault) = (sources.Sum(source => source.RecoveryPoints), sources.Sum(source => source.OnlineRecoveryPoints));
        if (fromDisk && onDisk > 0) losses.Add(texts["Recovery points on disk: {0}, gone at once.", ByteWords.Count(onDisk)]);
        if (fromVault && inVault > 0) losses.Add(texts["Recovery points in the vault: {0}. It holds what is deleted for 14 more days, or as its owner chose; until then the owner can bring them back.", ByteWords.Count(inVault)]);
        var kept = (fromDisk ? 0 : onDisk) + (fromVault ? 0 : inVault);
        losses.Add(kept > 0 ? texts["Recovery points that stay and can be recovered: {0}.", ByteWords.Count(kept)] : texts["Nothing of this can be recovered from this server afterwards."]);
        return losses;
    }
}
