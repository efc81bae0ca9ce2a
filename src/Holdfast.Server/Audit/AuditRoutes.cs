using Holdfast.Contracts.Api.Audit;
using Holdfast.Server.Catalog;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Audit;

/// <summary>GET audit, GET audit/verification.</summary>
internal sealed class AuditRoutes(AuditTable table, AuditCheck check)
{
    private const int MostRows = 10_000, DefaultRows = 1000;

    internal void Map(ApiRouter routes)
    {
        routes.Get("audit", AuditJson.Default.AuditList, List).Takes(
            ApiParameter.Time("from", "only rows not older"), ApiParameter.Time("to", "only rows not newer"), ApiParameter.Text("actor", "who did it"),
            ApiParameter.Text("text", "what action or subject contain"), ApiParameter.Number("limit", 1, MostRows, "most rows; 1000"));
        routes.Get("audit/verification", AuditJson.Default.AuditVerification, _ => check.Run());
    }

    private AuditList List(ApiCall call)
    {
        var limit = call.Number("limit", DefaultRows, 1, MostRows);
        var rows = table.Newest(Units(call.Time("from")), Units(call.Time("to")), call.Text("actor"), call.Text("text"), limit + 1);
        return new AuditList([.. rows.Take(limit).Select(Show)], rows.Count > limit);
    }

    private static long? Units(DateTimeOffset? time) => time is { } value ? CatalogTime.From(value) : null;

    private static AuditEntry Show(AuditRow row) => new(row.Seq, CatalogTime.To(row.Time), row.Actor, row.Action, row.Subject, row.Outcome, row.Hash);
}
