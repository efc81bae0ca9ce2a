namespace Holdfast.Contracts.Api.Audit;

/// <summary>The routes about the audit log.</summary>
public sealed class AuditClient
{
    private readonly ApiTransport api;

    internal AuditClient(ApiTransport api) => this.api = api;

    /// <summary>Newest first.</summary>
    /// <param name="text">What action or subject contain.</param>
    /// <param name="limit">1…10,000 rows.</param>
    public Task<AuditList> List(
        DateTimeOffset? from = null, DateTimeOffset? to = null, string? actor = null, string? text = null, int limit = 1000, CancellationToken cancellation = default) =>
        api.Get(
            new Query("audit").Add("from", from).Add("to", to).Add("actor", actor).Add("text", text).Add("limit", limit).ToString(),
            AuditJson.Default.AuditList, cancellation);

    public Task<AuditVerification> Verify(CancellationToken cancellation = default) =>
        api.Get("audit/verification", AuditJson.Default.AuditVerification, cancellation);
}
