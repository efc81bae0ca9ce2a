namespace Holdfast.Contracts.Api.Insight;

/// <summary>What ran, runs, and will run, on one axis of time.</summary>
/// <param name="From">As many hours before <paramref name="Now"/> as <paramref name="To"/> lies behind it.</param>
/// <param name="Jobs">By start. Where there are very many, those of one group, type, and time are one bar.</param>
/// <param name="Windows">Backup windows of groups that have one.</param>
public sealed record DayBand(DateTimeOffset From, DateTimeOffset Now, DateTimeOffset To, string Zone, IReadOnlyList<BandJob> Jobs, IReadOnlyList<BandWindow> Windows)
{
    /// <summary>Jobs and planned runs beyond those in <see cref="Jobs"/>: no more bars are given than can be told apart, those nearest to now first.</summary>
    public int Left { get; init; }
}
