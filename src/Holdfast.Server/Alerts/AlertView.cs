using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Alerts;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Alerts;

/// <summary>Alerts as the API shows them.</summary>
internal static class AlertView
{
    internal static AlertInfo Show(AlertRow row)
    {
        var (code, type) = ((ErrorCode)row.Code, TypeOf(row));
        return new AlertInfo(
            row.Id, row.Severity, row.Resolved is null ? "active" : "resolved", code, ErrorCatalog.Get(code).Title, row.Message,
            row.Remedy, row.Subject, CatalogTime.To(row.Created), CatalogTime.To(row.LastSeen), CatalogTime.To(row.Resolved),
            AlertNames.Of(type), AlertGuides.Of(type).Cause, AlertGuides.Of(type).Action, AlertGuides.Command(type, row.Id, row.Subject), row.Server, row.GroupName);
    }

    internal static AlertType TypeOf(AlertRow row) =>
        Enum.TryParse<AlertType>(row.Type, ignoreCase: true, out var type) && Enum.IsDefined(type) ? type : AlertCodes.TypeOf((ErrorCode)row.Code);
}
