namespace Holdfast.VaultService.Keeping;

/// <summary>How a vault's service checks packs.</summary>
/// <param name="VerifyEvery">No pack goes unread for longer.</param>
/// <param name="VerifyBytesPerSecond">Read at most; 0 for no limit.</param>
/// <param name="LongestVerification">Of one hourly round.</param>
internal sealed record UpkeepOptions(TimeSpan VerifyEvery, long VerifyBytesPerSecond, TimeSpan LongestVerification)
{
    /// <summary>Four weeks, so that a month always holds one; 64 MiB/s, in which a disk still serves others.</summary>
    public static UpkeepOptions Default { get; } = new(TimeSpan.FromDays(28), 64L << 20, TimeSpan.FromMinutes(50));
}
