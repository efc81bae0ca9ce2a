using Holdfast.Server.Billing;
using Holdfast.Server.Catalog;
using Holdfast.Server.Changes;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Holdfast.Server.Jobs;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Insight;

/// <summary>How things stand: put together from what the server has.</summary>
internal sealed class InsightPart : IDisposable
{
    private readonly OutcomeRecorder recorder;
    private readonly StorageReader storage;
    private readonly FolderSizes sizes;
    private readonly InsightRoutes routes;
    private readonly GroupLister groups;
    private readonly PolicyForesight foresight;
    private readonly PolicyEstimator estimator;
    private readonly ChangeRoutes changes;

    internal InsightPart(ServerCatalog catalog, IEngine engine, JobRunner runner, SourceRegistry sources, InsightPlace place)
    {
        var (time, prices) = (place.Time, new PriceFile(place.DataDirectory));
        var (standings, measures) = (new Standings(catalog, time), new JobMeasures(catalog, time));
        recorder = new OutcomeRecorder(catalog, time);
        storage = new StorageReader(catalog, engine, place.Capacity, measures, standings, time);
        sizes = new FolderSizes(place.Agents, time);
        routes = new InsightRoutes(
            new OverviewReader(catalog, engine, runner, standings, new OverviewFigures(catalog, storage, place.Watch, prices, time)), new MapReader(catalog, runner, standings, time),
            new BandReader(catalog, runner, standings, time), storage, new SourceLister(catalog, sources, standings));
        groups = new GroupLister(standings);
        foresight = new PolicyForesight(time);
        estimator = new PolicyEstimator(catalog, sizes, measures, prices, time);
        changes = new ChangeRoutes(catalog.Changes, time, runner.Stopping);
    }

    internal void Map(ApiRouter router)
    {
        routes.Map(router);
        InsightRoutes.Map(router, groups, foresight, estimator);
        changes.Map(router);
    }

    /// <summary>A job has ended.</summary>
    internal void After(LiveJob job, JobOutcome outcome) => recorder.After(job, outcome);

    /// <summary>Every hour.</summary>
    internal void LookHourly()
    {
        storage.Sample();
        recorder.Retire();
    }

    public void Dispose() => sizes.Dispose();
}
