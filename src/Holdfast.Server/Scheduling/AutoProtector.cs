using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Protect;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Scheduling;

/// <summary>Takes what has appeared in a group's containers into the group. What was stopped once stays stopped: somebody wanted it so.</summary>
internal sealed class AutoProtector(ServerCatalog catalog, SourceRegistry sources, FirstCopies firstCopies, AlertBoard alerts, IReadOnlyList<IAutoProtection> kinds)
{
    private readonly Lock gate = new();

    /// <returns>The new members.</returns>
    internal IReadOnlyList<SourceRow> Discover(GroupRow group)
    {
        lock (gate) return Find(group);
    }

    private List<SourceRow> Find(GroupRow group)
    {
        var joined = new List<SourceRow>();
        foreach (var container in group.Policy.AutoProtect)
        {
            var subject = $"{group.Id}:{container.Server}:{container.Path}";
            try
            {
                var kind = kinds.FirstOrDefault(known => known.Knows(container))
                    ?? throw new HoldfastException(ErrorCode.PathRefused, $"Nothing on this server can look into {container.Path} on {container.Server}.");
                foreach (var found in kind.Find(container))
                    if (catalog.Sources.ByPath(found.Server, found.Path) is not { } known) joined.Add(Join(group, container, found));
                    else if (IsWithoutFirstCopy(known, group)) joined.Add(known);
                alerts.Resolve(ErrorCode.AutoProtectionFailed, subject);
            }
            catch (HoldfastException failure)
            {
                alerts.Raise(AlertBoard.Warning, ErrorCode.AutoProtectionFailed, subject, $"{container.Path} on {container.Server} could not be searched for the group '{group.Name}': {failure.Message}", failure.Remedy);
            }
        }
        firstCopies.Queue(joined, group, online: null);
        return joined;
    }

    // The server was killed when it had joined, and before its first copy was queued.
    private bool IsWithoutFirstCopy(SourceRow known, GroupRow group) =>
        known.GroupId == group.Id && known.ReplicaState == ReplicaStates.Pending && catalog.Jobs.Page(new JobFilter(SourceId: known.Id), null, 1).Count == 0;

    private SourceRow Join(GroupRow group, AutoProtection container, Discovered found)
    {
        var source = new SourceRow
        {
            Id = Guid.NewGuid().ToString("N"), Name = sources.NameFor(found.Path, found.Name), Kind = found.Kind, Server = found.Server, Path = found.Path, GroupId = group.Id, Online = container.Online,
            Options = CatalogJson.Write(found.Options),
        };
        sources.Save(source);
        return source;
    }
}
