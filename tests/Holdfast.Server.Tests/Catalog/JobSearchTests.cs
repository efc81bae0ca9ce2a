using Holdfast.Contracts.Api;
using Holdfast.Server.Catalog;
using Holdfast.Testing.Postgres;

namespace Holdfast.Server.Tests.Catalog;

public sealed class JobSearchTests(PostgresCluster cluster)
{
    private const int Jobs = 240, Sources = 14;

    private static readonly string[] texts = ["data", "DATA1", "data13", "/srv/", "answer", "answer 7", "100%", "_", "\\", "nobody has this", "lost.txt"];

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Page_AnyTextAndFilter_GivesWhatReadingAllJobsGives(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        var (sources, jobs, errors) = Fill(test.Catalog);
        var matches = 0;
        foreach (var filter in Filters())
        {
            var expected = Expected(filter, sources, jobs, errors).ToList();
            matches += expected.Count;
            Assert.Equal(expected, Paged(test, filter, limit: 7));
            Assert.Equal(expected, test.Catalog.Jobs.Page(filter, null, 1000).Select(row => row.Id));
        }
        Assert.True(matches > 1000, $"The filters found {matches} jobs: too few to compare anything.");
    }

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Page_OfText_ShowsTheDatasource(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        Fill(test.Catalog);
        var rows = test.Database.Read(connection => new JobSearch(connection, new JobFilter(Text: "data13"), null, 2, newest: 4).Page());
        Assert.All(rows, row => Assert.Equal(("data13", "/srv/data13"), (row.SourceName, row.SourcePath)));
        Assert.Equal(2, rows.Count);
    }

    private static List<string> Paged(TestCatalog test, JobFilter filter, int limit)
    {
        var found = new List<string>();
        JobRow? last = null;
        while (true)
        {
            // So few are read by time that the other ways are gone as well.
            var page = test.Database.Read(connection => new JobSearch(connection, filter, last, limit, newest: 1).Page());
            found.AddRange(page.Select(row => row.Id));
            if (page.Count < limit) return found;
            last = page[^1];
        }
    }

    private static IEnumerable<JobFilter> Filters()
    {
        foreach (var text in texts)
        {
            var filter = new JobFilter(Text: text);
            yield return filter;
            yield return filter with { State = JobStates.Failed };
            yield return filter with { Type = JobTypes.Recovery, State = JobStates.Succeeded };
            yield return filter with { Server = "server1" };
            yield return filter with { GroupId = "g0", From = 12 };
            yield return filter with { SourceId = "s13" };
            yield return filter with { To = 40 };
            yield return filter with { ScopeServers = ["server1"], ScopeGroups = [] };
            yield return filter with { ScopeServers = [], ScopeGroups = ["g1"], State = JobStates.Succeeded };
        }
    }

    private static IEnumerable<string> Expected(JobFilter filter, Dictionary<string, SourceRow> sources, List<JobRow> jobs, ILookup<string, JobErrorRow> errors)
    {
        foreach (var job in jobs.OrderByDescending(job => job.Created).ThenByDescending(job => job.Id, StringComparer.Ordinal))
        {
            var source = job.SourceId is { } id ? sources.GetValueOrDefault(id) : null;
            if (filter.State is not null && job.State != filter.State) continue;
            if (filter.Type is not null && job.Type != filter.Type) continue;
            if (filter.Server is not null && job.Server != filter.Server) continue;
            if (filter.SourceId is not null && job.SourceId != filter.SourceId) continue;
            if (filter.GroupId is not null && source?.GroupId != filter.GroupId) continue;
            if (job.Created < (filter.From ?? 0) || job.Created > (filter.To ?? long.MaxValue)) continue;
            if (filter.ScopeServers is not null && (source is null || (!filter.ScopeServers.Contains(source.Server) && !filter.ScopeGroups!.Contains(source.GroupId)))) continue;
            if (Has(source?.Name) || Has(source?.Path) || errors[job.Id].Any(error => Has(error.Message) || Has(error.Item))) yield return job.Id;
        }

        bool Has(string? text) => text?.Contains(filter.Text!, StringComparison.OrdinalIgnoreCase) == true;
    }

    /// <summary>Several jobs at the same time, datasources of which some have many jobs and one has old ones alone, jobs of none, errors of few.</summary>
    private static (Dictionary<string, SourceRow> Sources, List<JobRow> Jobs, ILookup<string, JobErrorRow> Errors) Fill(ServerCatalog catalog)
    {
        var random = new Random(4711);
        var sources = new Dictionary<string, SourceRow>();
        for (var i = 0; i < Sources; i++)
        {
            sources.Add($"s{i}", new SourceRow { Id = $"s{i}", Name = $"data{i}", Server = $"server{i % 3}", Path = $"/srv/data{i}", GroupId = $"g{i % 2}" });
            catalog.Sources.Save(sources[$"s{i}"]);
        }
        var (jobs, errors) = (new List<JobRow>(), new List<JobErrorRow>());
        for (var i = 0; i < Jobs; i++)
        {
            var source = i < 30 ? 13 : (int)(random.NextDouble() * random.NextDouble() * 13);
            var hasSource = i % 9 != 0;
            jobs.Add(new JobRow
            {
                Id = $"j{1000 + ((i * 7) % Jobs)}", Type = i % 4 == 0 ? JobTypes.Recovery : JobTypes.RecoveryPoint, State = i % 5 == 0 ? JobStates.Failed : JobStates.Succeeded,
                SourceId = hasSource ? $"s{source}" : null, Server = hasSource ? $"server{source % 3}" : null, Created = i / 3,
            });
            if (i % 5 == 0) errors.Add(Error(jobs[i].Id, 0, $"The agent gave no Answer {i % 11}.", i % 2 == 0 ? "a/Lost.txt" : null));
            if (i % 20 == 0) errors.Add(Error(jobs[i].Id, 1, "100% of a_b \\ are gone.", null));
        }
        catalog.Jobs.Save(jobs, errors);
        return (sources, jobs, errors.ToLookup(error => error.JobId));
    }

    private static JobErrorRow Error(string job, int position, string message, string? item) =>
        new() { JobId = job, Position = position, Code = 31, Message = message, Remedy = "do", Item = item };
}
