using System.Data;
using Dapper;

namespace Holdfast.Server.Catalog;

/// <summary>
/// A page of the jobs that have a text, in one read. Neither index serves every text: by time, a rare one is found when all jobs have been read; by datasource or error, one
/// that all jobs have is found in all places at once. So the newest jobs are read first, and only where they do not fill the page is asked who has the text.
/// </summary>
internal sealed class JobSearch(IDbConnection connection, JobFilter filter, JobRow? before, int limit, int newest = JobSearch.Newest)
{
    /// <summary>So many of the newest jobs are read by time: some milliseconds' worth.</summary>
    internal const int Newest = 5000;

    /// <summary>So many, where it looks as if the page were full then.</summary>
    private const int MostByTime = 100_000;

    /// <summary>Rows that are fetched of one datasource at a time.</summary>
    private const int Batch = 64;

    private bool IsPage => before is not null;

    /// <summary>Newest first.</summary>
    internal List<JobRow> Page()
    {
        var rows = Math.Max(newest, 2 * limit);
        for (var isSecond = false; ; isSecond = true)
        {
            var end = EndOfNewest(rows);
            var found = Query(end);
            if (end is null || found.Count == limit) return found;
            var expected = found.Count == 0 ? long.MaxValue : rows * 3L * limit / (2 * found.Count);
            if (isSecond || expected > MostByTime) break;
            rows = (int)expected;
        }
        var places = OfErrors().Concat(OfSources()).Distinct().Order().Take(limit).Select(place => place.Id).ToList();
        return [.. connection.Query<JobRow>(JobTable.Select + " WHERE j.id IN @ids", new { ids = new SqlList(places) }).OrderBy(row => new JobPlace(row.Created, row.Id))];
    }

    /// <summary>The last of the newest jobs that fit but for the text; null where that is all of them.</summary>
    private JobPlace? EndOfNewest(int rows)
    {
        var parameters = new DynamicParameters(filter.Values(before, limit));
        parameters.Add("skip", rows);
        var found = connection.Query<(long Created, string Id)>(
            $"SELECT j.created, j.id FROM jobs j LEFT JOIN sources s ON s.id = j.source_id{filter.Where(IsPage, withText: false)} ORDER BY j.created DESC, j.id DESC LIMIT 1 OFFSET @skip",
            parameters).AsList();
        return found.Count == 0 ? null : new JobPlace(found[0].Created, found[0].Id);
    }

    private List<JobRow> Query(JobPlace? end)
    {
        var where = filter.Where(IsPage) + (end is null ? "" : " AND (j.created, j.id) >= (@EndCreated, @EndId)");
        var parameters = new DynamicParameters(filter.Values(before, limit));
        if (end is { } last) parameters.AddDynamicParams(new { EndCreated = last.Created, EndId = last.Id });
        return connection.Query<JobRow>(JobTable.Select + where + " ORDER BY j.created DESC, j.id DESC LIMIT @limit", parameters).AsList();
    }

    /// <summary>The newest jobs whose errors have the text. The sum keeps databases from reading all jobs in order of time instead.</summary>
    private IEnumerable<JobPlace> OfErrors()
    {
        var where = filter.Where(IsPage, withText: false);
        return connection.Query<JobPlace>(
            $"""
            SELECT j.created AS Created, j.id AS Id
            FROM (SELECT DISTINCT e.job_id FROM job_errors e WHERE {JobFilter.ErrorHasText}) f CROSS JOIN jobs j LEFT JOIN sources s ON s.id = j.source_id
            {(where.Length == 0 ? "WHERE" : where + " AND")} j.id = f.job_id ORDER BY j.created + 0 DESC, j.id DESC LIMIT @limit
            """,
            filter.Values(before, limit));
    }

    /// <summary>
    /// The newest jobs of datasources whose name or path has the text: of each the newest one, then in turns those behind the newest of all, until the page is full.
    /// </summary>
    private List<JobPlace> OfSources()
    {
        var heads = new PriorityQueue<(string Source, Queue<JobPlace> Known), JobPlace>();
        foreach (var (source, place) in Newests()) heads.Enqueue((source, new Queue<JobPlace>([place])), place);
        var found = new List<JobPlace>();
        while (found.Count < limit && heads.TryDequeue(out var head, out var place))
        {
            found.Add(place);
            head.Known.Dequeue();
            if (head.Known.Count == 0)
                foreach (var next in Behind(head.Source, place)) head.Known.Enqueue(next);
            if (head.Known.TryPeek(out var first)) heads.Enqueue(head, first);
        }
        return found;
    }

    private IEnumerable<(string Source, JobPlace Place)> Newests()
    {
        var first = $"FROM jobs j WHERE j.source_id = s.id{filter.AndOfOneSource(IsPage)} ORDER BY j.created DESC, j.id DESC LIMIT 1";
        return connection.Query<(string Source, long? Created, string? Id)>(
                $"SELECT s.id, (SELECT j.created {first}), (SELECT j.id {first}) FROM sources s WHERE {JobFilter.SourceHasText}{filter.AndOfSources()}", filter.Values(before, limit))
            .Where(row => row.Id is not null).Select(row => (row.Source, new JobPlace(row.Created!.Value, row.Id!)));
    }

    private List<JobPlace> Behind(string source, JobPlace place)
    {
        // @Created and @Id say where a page begins: here, where this datasource's jobs have been read to.
        var parameters = new DynamicParameters(filter.Values(new JobRow { Created = place.Created, Id = place.Id }, limit));
        parameters.AddDynamicParams(new { source, batch = Batch });
        return connection.Query<JobPlace>(
            $"SELECT j.created AS Created, j.id AS Id FROM jobs j WHERE j.source_id = @source{filter.AndOfOneSource(isPage: true)} ORDER BY j.created DESC, j.id DESC LIMIT @batch", parameters).AsList();
    }
}
