using System.Net.Http.Headers;
using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Api.Recovery;

/// <summary>Looks into recovery points, and takes single files out of them.</summary>
public sealed class RecoveryClient
{
    /// <summary>Of answers with content: id of the point that it comes from.</summary>
    public const string PointHeader = "Holdfast-Recovery-Point";

    /// <summary>Of answers with content: bytes of the whole file.</summary>
    public const string SizeHeader = "Holdfast-Content-Size";

    private readonly ApiTransport api;

    internal RecoveryClient(ApiTransport api) => this.api = api;

    /// <summary>A part of one folder. <see cref="BrowseResult.Total"/> counts all that the text leaves.</summary>
    public Task<BrowseResult> Browse(BrowseQuery query, CancellationToken cancellation = default) => api.Get(query.Route(), ApiJson.Default.BrowseResult, cancellation);

    /// <summary>Items by name, newest point first.</summary>
    public Task<SearchResult> Search(SearchQuery query, CancellationToken cancellation = default) => api.Get(query.Route(), ApiJson.Default.SearchResult, cancellation);

    /// <summary>One item in all points of its datasource, newest first.</summary>
    /// <param name="limit">1…5,000 points to look at.</param>
    public Task<ItemVersions> Versions(
        string source, string path, bool online = false, string? externalServer = null, int limit = 1000, CancellationToken cancellation = default) =>
        api.Get(
            new Query("versions").Add("source", source).Add("path", path).Add("online", online).Add("externalServer", externalServer).Add("limit", limit).ToString(),
            RecoveryJson.Default.ItemVersions, cancellation);

    /// <summary>The days that have points of a datasource.</summary>
    /// <param name="from">First day, in the zone; null for all.</param>
    /// <param name="to">Last day, in the zone; null for all.</param>
    /// <param name="zone">IANA name such as Europe/Berlin; null for UTC.</param>
    public Task<PointDays> Days(string source, DateOnly? from = null, DateOnly? to = null, string? zone = null, CancellationToken cancellation = default) =>
        api.Get(
            new Query("recovery-points/days").Add("source", source).Add("from", Text(from)).Add("to", Text(to)).Add("zone", zone).ToString(),
            RecoveryJson.Default.PointDays, cancellation);

    /// <summary>The bytes of a file. Dispose the stream. Every piece was checked before it left the server; a damaged one ends the stream with an error.</summary>
    public async Task<ContentStream> Content(ContentQuery query, CancellationToken cancellation = default)
    {
        if (query.Offset > 0 && query.Limit is not null) throw new ArgumentException("A preview begins at the first byte.", nameof(query));
        var response = await api.GetRaw(query.Route(), query.Offset > 0 ? new RangeHeaderValue(query.Offset, null) : null, cancellation).ConfigureAwait(false);
        try
        {
            if (!response.Headers.TryGetValues(PointHeader, out var points) || !response.Headers.TryGetValues(SizeHeader, out var sizes)
                || !long.TryParse(sizes.First(), out var size) || response.Content.Headers.ContentLength is not { } length
                || (query.Offset > 0 && response.Content.Headers.ContentRange?.From != query.Offset))
                throw new HoldfastException(ErrorCode.UnexpectedError, "The answer is not what Holdfast sends for a file.");
            return new ContentStream(response, await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false), points.First(), size, length);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>What a recovery job did, and what failed.</summary>
    public Task<RecoveryReport> Report(string job, CancellationToken cancellation = default) =>
        api.Get(Route(job) + "/report", RecoveryJson.Default.RecoveryReport, cancellation);

    /// <summary>Queues a job that tries the failed items of one that has ended again, and nothing else.</summary>
    public Task<JobInfo> Retry(string job, CancellationToken cancellation = default) => api.Post(Route(job) + "/retry", ApiJson.Default.JobInfo, cancellation);

    private static string Route(string job) => "recovery-jobs/" + Uri.EscapeDataString(job);

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
