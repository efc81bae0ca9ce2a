using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Alerts;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Alerts;

/// <summary>Raises alerts, and resolves them when their cause is gone. One alert is active for one code and subject.</summary>
internal sealed class AlertBoard(AlertTable table, TimeProvider time, IAlertObserver? observer = null)
{
    internal const string Critical = "critical", Warning = "warning", Informational = "informational";

    /// <summary>Raises an alert whose type follows from its code (<see cref="AlertCodes"/>).</summary>
    internal void Raise(string severity, ErrorCode code, string subject, string message, string? remedy = null) =>
        Raise(AlertCodes.TypeOf(code), severity, code, subject, message, remedy);

    /// <summary>Raises an alert of a type, with the severity that such alerts have.</summary>
    internal void Raise(AlertType type, ErrorCode code, string subject, string message, string? remedy = null) =>
        Raise(type, AlertNames.Of(AlertTypes.Of(type).Severity), code, subject, message, remedy);

    internal void Resolve(ErrorCode code, string subject)
    {
        if (table.HasActive((int)code, subject)) Resolve("a.code = @code AND a.subject = @subject", new { code = (int)code, subject });
    }

    /// <summary>Resolves the active alerts of a type that were raised before a time: what was only news is no news any more.</summary>
    internal void Retire(AlertType type, DateTimeOffset before) =>
        Resolve("a.type = @type AND a.created < @before", new { type = AlertNames.Of(type), before = CatalogTime.From(before) });

    /// <summary>Resolves all active alerts of a type.</summary>
    internal void Retire(AlertType type) => Resolve("a.type = @type", new { type = AlertNames.Of(type) });

    /// <summary>Resolves all active alerts of a code.</summary>
    internal void ResolveAll(ErrorCode code) => Resolve("a.code = @code", new { code = (int)code });

    internal void ResolveById(string id) => Resolve("a.id = @id", new { id });

    internal AlertList List(bool includeResolved) => List(new AlertFilter { IncludeResolved = includeResolved });

    internal AlertList List(AlertFilter filter)
    {
        var rows = table.List(filter);
        return new AlertList([.. rows.Select(AlertView.Show)], rows.Count == filter.Limit ? rows[^1].Id : null);
    }

    internal AlertInfo Get(string id) => AlertView.Show(Find(id));

    /// <summary>The first alert that a filter lets through, or null.</summary>
    internal AlertRow? Find(AlertFilter filter) => table.List(filter).FirstOrDefault();

    internal AlertRow Find(string id) => table.ById(id) ?? throw new HoldfastException(ErrorCode.NotFound, $"There is no alert {id}.");

    internal AlertCounts Counts()
    {
        var active = table.ActiveBySeverity();
        return new AlertCounts(Count(Critical), Count(Warning), Count(Informational));

        int Count(string severity) => (int)Math.Min(active.GetValueOrDefault(severity), int.MaxValue);
    }

    private void Raise(AlertType type, string severity, ErrorCode code, string subject, string message, string? remedy)
    {
        var now = time.GetUtcNow();
        var row = new AlertRow
        {
            Id = Guid.CreateVersion7(now).ToString("N"), Type = AlertNames.Of(type), Severity = severity, Code = (int)code, Subject = subject, Message = message,
            Remedy = remedy ?? ErrorCatalog.Get(code).Remedy, Created = CatalogTime.From(now), LastSeen = CatalogTime.From(now),
        };
        if (table.Raise(row, observer) is { } change) observer?.Written(change);
    }

    private void Resolve(string condition, object values)
    {
        foreach (var change in table.Resolve(condition, values, CatalogTime.From(time.GetUtcNow()), observer)) observer?.Written(change);
    }
}
