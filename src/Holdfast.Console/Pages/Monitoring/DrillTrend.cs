using Holdfast.Console.Elements.Charts;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api.Applications;

namespace Holdfast.Console.Pages.Monitoring;

/// <summary>Recovery times of drills as lines, one a source.</summary>
internal static class DrillTrend
{
    private const int MostLines = 6;
    private static readonly string[] colors = ["--accent", "--vault", "--ok", "--warning", "--quiet", "--text"];
    private static readonly string?[] dashes = [null, "6 3", "2 3", "8 3 2 3", "1 4", "12 4"];

    /// <summary>In seconds. The sources with the most drills where there are many; what was not brought back has no time and is left out.</summary>
    internal static IReadOnlyList<ChartSeries> Of(IEnumerable<DrillInfo> drills) =>
    [
        .. drills.Where(drill => drill.RecoveryMs is not null).GroupBy(drill => drill.Source).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(MostLines)
            .Select((group, index) => new ChartSeries(
                VisibleText.Of(group.First().SourceName), [.. group.OrderBy(drill => drill.Ended).Select(drill => new ChartPoint(drill.Ended, drill.RecoveryMs!.Value / 1000.0))], colors[index], dashes[index])),
    ];
}
