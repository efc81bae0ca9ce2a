using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Alerts;

/// <summary>Raises alerts, and resolves them when their cause is gone. One alert is active for one code and subject.</summary>
internal sealed class AlertBoard(AlertTable table, TimeProvider time)
{
    internal const string Critical = "critical", Warning = "warning", Informational = "informational";

    internal void Raise(string severity, ErrorCode code, string subject, string message, string? remedy = null)
    {
        var now = time.GetUtcNow();
        table.Raise(new AlertRow
        {
            Id = Guid.CreateVersion7(now).ToString("N"), Severity = severity, Code = (int)code, Subject = subject, Message = message,
            Remedy = remedy ?? ErrorCatalog.Get(code).Remedy, Created = CatalogTime.From(now), LastSeen = CatalogTime.From(now),
        });
    }

    internal void Resolve(ErrorCode code, string subject)
    {
        if (table.HasActive((int)code, subject)) table.Resolve((int)code, subject, CatalogTime.From(time.GetUtcNow()));
    }

    internal AlertList List(bool includeResolved) => new([.. table.List(includeResolved).Select(Show)]);

    internal AlertInfo Get(string id) => Show(Find(id));

    internal AlertRow Find(string id) => table.ById(id) ?? throw new HoldfastException(ErrorCode.NotFound, $"There is no alert {id}.");

    internal void ResolveById(string id) => table.ResolveById(id, CatalogTime.From(time.GetUtcNow()));

    internal AlertCounts Counts()
    {
        var active = table.List(includeResolved: false).CountBy(alert => alert.Severity).ToDictionary();
        return new AlertCounts(active.GetValueOrDefault(Critical), active.GetValueOrDefault(Warning), active.GetValueOrDefault(Informational));
    }

    private static AlertInfo Show(AlertRow row) => new(
        row.Id, row.Severity, row.Resolved is null ? "active" : "resolved", (ErrorCode)row.Code, ErrorCatalog.Get((ErrorCode)row.Code).Title, row.Message,
        row.Remedy, row.Subject, CatalogTime.To(row.Created), CatalogTime.To(row.LastSeen), CatalogTime.To(row.Resolved));
}
