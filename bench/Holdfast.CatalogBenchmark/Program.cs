using System.Diagnostics;
using Holdfast.CatalogBenchmark;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Api.Insight;
using Holdfast.Server.Catalog;
using Holdfast.Server.Catalog.Databases;
using Holdfast.Server.Tests;
using Holdfast.Testing.Postgres;

// Prints a Markdown table of what the API takes with a large catalog, on SQLite and, where it is installed, on PostgreSQL (with its default durability switched off: reads only).
//   --small: a fiftieth of it, to try.
//   --insight: instead of lists of jobs what overview and console ask, with more points and fewer jobs, of which some are of the last day.
//   --data DIR: keeps SQLite's catalog in this folder, and uses what an earlier run of the same size has filled there, which takes minutes.
var kept = Array.IndexOf(args, "--data") is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
var isInsight = args.Contains("--insight");
var size = args.Contains("--small") ? Size.Small : isInsight ? Size.Insight : Size.Full;
Console.WriteLine($"{size.Sources:N0} datasources, {size.Sources * size.PointsPerSource:N0} recovery points, {size.Jobs:N0} jobs; median and worst of {Measure.Rounds} calls in ms, and CPU time of server and client in one process\n");
Console.WriteLine("| what | database | median | worst | CPU |\n|---|---|---:|---:|---:|");
await Run("SQLite", null);
if (PostgresCluster.Missing is { } missing) Console.Error.WriteLine(missing);
else
{
    using var cluster = new PostgresCluster();
    await Run("PostgreSQL", cluster.NewDatabase());
}

async Task Run(string name, string? catalog)
{
    var keep = catalog is null ? kept : null;
    var data = keep is null ? Directory.CreateTempSubdirectory("holdfast-catalog-bench-").FullName : Directory.CreateDirectory(keep).FullName;
    var filled = Path.Combine(data, "filled");
    try
    {
        var pool = new FakePool();
        if (File.Exists(filled))
        {
            if (await File.ReadAllTextAsync(filled) != size.ToString()) throw new ArgumentException($"The folder {data} was filled with another size.");
            Change(data, catalog, Seed.Unqueue);
            Seed.Fill(pool, size);
        }
        else await Fill(name, data, catalog, pool, filled);
        var clock = new Stopwatch();
        if (isInsight)
        {
            var now = TimeProvider.System.GetUtcNow();
            Change(data, catalog, database => Recent.Fill(database, size, now));
            Recent.Fill(pool, size, now);
            await using var looked = await Server.Start(data, catalog, pool);
            await Insight(name, looked.Client);
            return;
        }
        await using (var server = await Server.Start(data, catalog, pool)) await Pages(name, server.Client);
        Change(data, catalog, database => Seed.Queue(database, size.Queued));
        clock.Restart();
        await using var again = await Server.Start(data, catalog, pool);
        Console.WriteLine($"| start with {size.Queued:N0} queued jobs, until the API answers | {name} | {clock.ElapsedMilliseconds} | | |");
        await Measure.Print("job list, first page of 100, of which are queued", name, () => again.Client.Jobs(new JobQuery()));
        var counts = await again.Client.Status();
        Console.Error.WriteLine($"{name}: {counts.RunningJobs} jobs run, {counts.QueuedJobs} are queued");
    }
    finally
    {
        if (keep is null) Directory.Delete(data, recursive: true);
    }
}

async Task Fill(string name, string data, string? catalog, FakePool pool, string filled)
{
    // The first start makes the tables and the number of the installation.
    await using (await Server.Start(data, catalog, pool))
    {
    }
    var clock = Stopwatch.StartNew();
    Change(data, catalog, database => Seed.Fill(database, size));
    Seed.Fill(pool, size);
    if (catalog is not null) Change(data, catalog, Seed.Analyze);
    await File.WriteAllTextAsync(filled, size.ToString());
    Console.Error.WriteLine($"{name}: filled in {clock.Elapsed.TotalSeconds:F0} s");
}

static void Change(string data, string? catalog, Action<CatalogDatabase> change)
{
    using var database = catalog is null
        ? (CatalogDatabase)SqliteDatabase.Open(Path.Combine(data, "catalog", "holdfast.db"))
        : PostgresDatabase.Open(catalog, File.ReadAllText(Path.Combine(data, "catalog", "installation")).Trim());
    change(database);
}

static async Task Insight(string name, HoldfastClient client)
{
    var source = (await client.Sources(1)).Sources[0].Id;
    // Each round a datasource changes first, so that nothing can be answered from memory alone.
    async Task<T> Fresh<T>(Func<Task<T>> call)
    {
        await client.Policies.ModifySource(new ModifySourceRequest(source, Exclude: [$"*.{Guid.NewGuid():N}"]));
        return await call();
    }

    await Measure.Print("source list, first page of 100, to compare", name, () => client.Sources(100));
    await Measure.Print("a change of a datasource alone", name, () => Fresh(() => Task.FromResult(0)));
    await Measure.Print("overview", name, () => client.Insight.Overview());
    await Measure.Print("overview after a change (with the change itself)", name, () => Fresh(() => client.Insight.Overview()));
    await Measure.Print("protection map, 14 days, 500 rows", name, () => client.Insight.Map());
    await Measure.Print("protection map, 31 days, 500 rows", name, () => client.Insight.Map(31, "Europe/Berlin", 5000));
    await Measure.Print("protection map, 14 days, 10,000 rows", name, () => client.Insight.Map(14, limit: 10_000));
    await Measure.Print("page of sources, 100 of 10,000, by last point", name, () => client.Insight.Sources(new SourceQuery(Order: "lastPoint")));
    await Measure.Print("page of sources, text, state, behind 2,000", name, () => client.Insight.Sources(new SourceQuery("data", State: "ok", Offset: 2000)));
    await Measure.Print("page of sources after a change (with the change itself)", name, () => Fresh(() => client.Insight.Sources(new SourceQuery())));
    await Measure.Print("day band", name, () => client.Insight.Band());
    await Measure.Print("storage trend", name, () => client.Insight.Storage());
    await Measure.Print("space by source", name, () => client.Insight.Space());
    await Measure.Print("changes", name, () => client.Insight.Changes());
    var policy = new PolicyInfo(
        448, RecoveryPoints: new TimesInfo([.. Enumerable.Range(0, 48).Select(half => $"{half / 2:00}:{half % 2 * 30:00}")]),
        Online: new OnlineInfo(new TimesInfo(["06:00", "22:00"]), 30, new WeeklyInfo(52, ["Saturday"]), new MonthlyInfo(60, new MonthDaysInfo([1])), new YearlyInfo(10, [1], new MonthDaysInfo([1]))));
    await Measure.Print("policy preview, 400 days, 48 points a day, 2 to the vault", name, () => client.Insight.Preview(new PolicyPreviewRequest(policy, Days: 400)));
    await Measure.Print("policy preview, a year, nightly", name, () => client.Insight.Preview(new PolicyPreviewRequest(policy with { RecoveryPoints = new TimesInfo(["18:00"]) })));
    await Measure.Print("policy estimate of what is protected", name, () => client.Insight.Estimate(new EstimateRequest([new EstimateMember("/srv/data7", "server7")], policy)));
}

static async Task Pages(string name, HoldfastClient client)
{
    var middle = (await client.Jobs(new JobQuery(Limit: 10_000))).Next;
    var source = (await client.Sources(100)).Next;
    await Measure.Print("source list, first page of 100", name, () => client.Sources(100));
    await Measure.Print("source list, next page of 100", name, () => client.Sources(100, source));
    await Measure.Print("source list, page of 1,000", name, () => client.Sources(1000));
    await Measure.Print("job list, first page of 100", name, () => client.Jobs(new JobQuery()));
    await Measure.Print("job list, page of 100 behind 10,000", name, () => client.Jobs(new JobQuery(Before: middle)));
    await Measure.Print("job list, failed recoveries", name, () => client.Jobs(new JobQuery(State: "failed", Type: "recovery")));
    await Measure.Print("job list, of one datasource", name, () => client.Jobs(new JobQuery(Source: source)));
    await Measure.Print("job list, of one production server", name, () => client.Jobs(new JobQuery(Server: "server7")));
    await Measure.Print("job list, of one group", name, () => client.Jobs(new JobQuery(Group: "g7")));
    await Measure.Print("job list, text that one error of all has", name, () => client.Jobs(new JobQuery(Text: "agent of server77 does")));
    await Measure.Print("job list, text that nothing has", name, () => client.Jobs(new JobQuery(Text: "zzz")));
    await Measure.Print("job list, text that one datasource has", name, () => client.Jobs(new JobQuery(Text: "data1234")));
    await Measure.Print("job list, text that 111 datasources have", name, () => client.Jobs(new JobQuery(Text: "data77")));
    await Measure.Print("job list, text that all jobs have", name, () => client.Jobs(new JobQuery(Text: "data")));
    await Measure.Print("job list, text that all jobs have, behind 10,000", name, () => client.Jobs(new JobQuery(Text: "data", Before: middle)));
    await Measure.Print("job list, text that all jobs have, failed recoveries", name, () => client.Jobs(new JobQuery(State: "failed", Type: "recovery", Text: "data")));
    await Measure.Print("job list, text that all errors have", name, () => client.Jobs(new JobQuery(Text: "does not answer")));
    await Measure.Print("job list, text that all errors have, page of 1,000", name, () => client.Jobs(new JobQuery(Text: "does not answer", Limit: 1000)));
}
