namespace Holdfast.CatalogBenchmark;

/// <summary>How much is in the catalog.</summary>
internal sealed record Size(int Sources, int PointsPerSource, int Jobs, int Queued)
{
    internal static readonly Size Full = new(10_000, 10, 1_000_000, 1000), Small = new(500, 4, 20_000, 100), Insight = new(10_000, 30, 200_000, 0);
}
