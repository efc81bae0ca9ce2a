namespace Holdfast.Server.Recovery.Forecasts;

/// <summary>How many bytes a second a recovery writes.</summary>
/// <param name="From">measured, assumed, or given.</param>
internal sealed record RecoveryRate(long BytesPerSecond, string From)
{
    internal const string Measured = "measured", Assumed = "assumed", Given = "given";

    /// <summary>What a disk, or a line of some hundred megabits, gives; good until the first recovery was measured.</summary>
    private const long FromDisk = 200L << 20, FromVault = 50L << 20;

    internal static RecoveryRate AssumedFor(bool online) => new(online ? FromVault : FromDisk, Assumed);
}
