using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Insight;

namespace Holdfast.Console.Tests.Overview;

/// <summary>Answers of the API that tests of the overview are about.</summary>
internal static class Figures
{
    internal static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    internal static Contracts.Api.Insight.Overview Overview(int sources, int fine, params IReadOnlyList<NeedsAttention> needs) => new(
        sources, fine, needs, needs.Count, 0, 0, 0, new AlertCounts(0, 0, 0), null, null, 0, null, null, null, null, []);

    internal static BandJob Job(string id, double start, double end, string? group = "Files", string? name = null, string state = JobStates.Succeeded) =>
        new(id, null, name, group, JobTypes.RecoveryPoint, state, Noon.AddHours(start), Noon.AddHours(end));

    internal static DayBand Band(params IReadOnlyList<BandJob> jobs) => new(Noon.AddHours(-24), Noon, Noon.AddHours(24), "UTC", jobs, [new BandWindow("Nightly", Noon.AddHours(8), Noon.AddHours(14))]);
}
