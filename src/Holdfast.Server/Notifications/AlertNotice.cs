using Holdfast.Contracts.Errors;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Notifications;

/// <summary>What is told of an alert: as it was when it happened, also when it is sent much later.</summary>
/// <param name="Event">raised, worsened, resolved.</param>
internal sealed record AlertNotice(
    string Event, string Id, string Severity, int Code, string Type, string Title, string Message, string Remedy, string Command, string Subject,
    string? Server, string? Group, DateTimeOffset Created, DateTimeOffset? Resolved)
{
    internal const string ResolvedEvent = "resolved";

    internal static AlertNotice Of(AlertChange change)
    {
        var (row, type) = (change.Alert, AlertView.TypeOf(change.Alert));
        return new AlertNotice(
            change.News switch { AlertNews.Raised => "raised", AlertNews.Worsened => "worsened", _ => ResolvedEvent },
            row.Id, row.Severity, row.Code, AlertNames.Of(type), ErrorCatalog.Get((ErrorCode)row.Code).Title, row.Message, row.Remedy,
            AlertGuides.Command(type, row.Id, row.Subject), row.Subject, row.Server, row.GroupName, CatalogTime.To(row.Created), CatalogTime.To(row.Resolved));
    }
}
