using Holdfast.Server.Catalog;

namespace Holdfast.Server.Accounts;

/// <summary>What a caller sees and touches: everything, or what lies on some production servers or in some protection groups.</summary>
internal sealed class CallerScope(IReadOnlyCollection<string> servers, IReadOnlyCollection<string> groupIds)
{
    internal static CallerScope Everything { get; } = new([], []);

    internal IReadOnlyCollection<string> Servers => servers;

    internal IReadOnlyCollection<string> GroupIds => groupIds;

    internal bool IsEverything => servers.Count == 0 && groupIds.Count == 0;

    internal bool Sees(SourceRow source) => Sees(source.Server, source.GroupId);

    internal bool Sees(PointRow point) => Sees(point.Server, point.GroupId);

    internal bool SeesGroup(string id) => IsEverything || groupIds.Contains(id, StringComparer.Ordinal);

    internal bool Sees(string server, string? groupId) =>
        IsEverything || servers.Contains(server, StringComparer.OrdinalIgnoreCase) || (groupId is not null && groupIds.Contains(groupId, StringComparer.Ordinal));
}
