using Holdfast.Contracts.Api.Notifications;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Notifications;

/// <summary>Who gets mail about which alerts.</summary>
internal sealed class Subscriptions(ServerCatalog catalog, TimeProvider time)
{
    private const int Most = 1000;

    internal IReadOnlyList<SubscriptionInfo> List()
    {
        var names = catalog.Groups.All().ToDictionary(group => group.Id, group => group.Name);
        return [.. catalog.Subscriptions.All().Select(row => Show(row, names))];
    }

    internal SubscriptionInfo Add(SubscribeRequest request)
    {
        if (!MailAddressRule.TryParse(request.Address, out _)) throw new HoldfastException(ErrorCode.BadAddress, "The receiver is not one mail address.");
        var severities = request.Severities is { Count: > 0 } given ? given : [AlertBoard.Critical, AlertBoard.Warning];
        if (severities.FirstOrDefault(name => !AlertNames.Severities.Contains(name)) is { } severity)
            throw new HoldfastException(ErrorCode.BadRequest, $"'{severity}' is no severity.", "Give critical, warning, or informational.");
        if (request.Types?.FirstOrDefault(name => !AlertNames.IsType(name)) is { } type)
            throw new HoldfastException(ErrorCode.BadRequest, $"'{type}' is no type of an alert.", "docs/monitoring.md lists them.");
        var groups = catalog.Groups.All();
        var ids = (request.Groups ?? []).Select(name => groups.FirstOrDefault(group => group.Id == name || string.Equals(group.Name, name, StringComparison.OrdinalIgnoreCase))?.Id
            ?? throw new HoldfastException(ErrorCode.NotFound, $"There is no protection group '{name}'.")).Distinct().ToList();
        var known = catalog.Subscriptions.All();
        if (known.Any(row => string.Equals(row.Address, request.Address, StringComparison.OrdinalIgnoreCase)))
            throw new HoldfastException(ErrorCode.AlreadySubscribed, $"{request.Address} has a subscription.");
        if (known.Count >= Most) throw new HoldfastException(ErrorCode.Conflict, $"There are {Most} subscriptions already.", "Remove some, or use a list address.");
        var now = time.GetUtcNow();
        var row = new SubscriptionRow
        {
            Id = Guid.CreateVersion7(now).ToString("N"), Address = request.Address, Severities = CatalogJson.Write([.. severities.Distinct()]),
            Types = CatalogJson.Write([.. (request.Types ?? []).Distinct()]), GroupIds = CatalogJson.Write(ids), Created = CatalogTime.From(now),
        };
        catalog.Subscriptions.Add(row);
        return Show(row, groups.ToDictionary(group => group.Id, group => group.Name));
    }

    internal void Remove(string id)
    {
        var row = catalog.Subscriptions.All().FirstOrDefault(row => row.Id == id) ?? throw new HoldfastException(ErrorCode.NotFound, $"There is no subscription {id}.");
        catalog.Subscriptions.Remove(row.Id);
        // Nobody waits for it any more.
        catalog.Notifications.DeleteOf(row.Address);
    }

    private static SubscriptionInfo Show(SubscriptionRow row, Dictionary<string, string> groupNames) => new(
        row.Id, row.Address, CatalogJson.ReadList(row.Severities), CatalogJson.ReadList(row.Types),
        [.. CatalogJson.ReadList(row.GroupIds).Select(id => groupNames.GetValueOrDefault(id, id))], CatalogTime.To(row.Created));
}
