using Holdfast.Contracts.Api.Insight;
using Holdfast.Protection.Alerts;
using Holdfast.Protection.Goals;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Insight;

/// <summary>
/// Gathers what needs a person: active alerts that are more than news, and what alerts do not tell. A datasource appears once, with the worst of it; those of a machine
/// whose agent is away do not appear beside it only because they are late.
/// </summary>
internal sealed class NeedList(StandingSnapshot snapshot, IReadOnlyList<Standing> seen, IReadOnlySet<string> atWork)
{
    internal const string Pool = CapacityWatch.Pool, Vault = HealthCheck.Vault;

    /// <summary>A new member without a replica is no matter of concern before so long.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromDays(1);

    private readonly Dictionary<string, Standing> bySource = seen.ToDictionary(standing => standing.Id);
    private readonly Dictionary<string, NeedsAttention> needs = new(StringComparer.Ordinal);
    private readonly HashSet<string> awayServers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The worst first, and of equals the oldest.</summary>
    internal List<NeedsAttention> Ordered =>
        [.. needs.Values.OrderByDescending(need => AlertNames.Rank(need.Severity)).ThenBy(need => need.Since ?? DateTimeOffset.MaxValue).ThenBy(need => need.Name, StringComparer.Ordinal)];

    internal void AddAlerts(IEnumerable<AlertRow> alerts)
    {
        foreach (var alert in alerts.Where(alert => alert.Severity != AlertBoard.Informational))
        {
            var type = AlertView.TypeOf(alert);
            var source = bySource.GetValueOrDefault(alert.Subject);
            if (type is AlertType.AgentUnreachable or AlertType.StaleClient && source is null && alert.Server is { } server) awayServers.Add(server);
            Add(new NeedsAttention(
                source?.Id, alert.Subject, source?.Row.Name ?? alert.Server ?? alert.Subject, AlertTypes.Of(type).Title, alert.Message, NeededAction.Of(type), alert.Id,
                CatalogTime.To(alert.Created)) { Severity = alert.Severity, Server = alert.Server, Group = alert.GroupName });
        }
    }

    /// <summary>What the datasources themselves tell; after the alerts.</summary>
    internal void AddStandings()
    {
        foreach (var standing in seen)
            if (!needs.ContainsKey(standing.Id) && Of(standing) is { } need) Add(need);
        foreach (var suspended in seen.Where(standing => standing.State == GoalState.Suspended).GroupBy(standing => standing.Group!.Id))
        {
            var (group, count) = (snapshot.Groups[suspended.Key], suspended.Count());
            Add(new NeedsAttention(
                null, group.Id, group.Name, "The group is suspended", $"{(count == 1 ? "1 datasource is" : $"{count} datasources are")} not backed up while {group.Name} is suspended.",
                NeededActions.Unsuspend, null, null) { Group = group.Name });
        }
    }

    internal void AddNoDisk() => Add(new NeedsAttention(
        null, Pool, Pool, "The storage pool has no disk", "Nothing can be backed up before the pool has a disk.", NeededActions.AddDisk, null, null) { Severity = AlertBoard.Critical });

    internal void AddNoVault() => Add(new NeedsAttention(
        null, Vault, Vault, "There is no vault", "Groups want recovery points in a vault, and this server is not registered with one.", NeededActions.RegisterVault, null, null));

    private NeedsAttention? Of(Standing standing)
    {
        var row = standing.Row;
        return standing.State switch
        {
            GoalState.Inconsistent => About(standing, "The replica is inconsistent", $"The last job of {row.Path} on {row.Server} failed.", NeededActions.Check, AlertBoard.Critical),
            GoalState.Late when !awayServers.Contains(row.Server) =>
                About(standing, "The newest recovery point is old", $"{row.Path} on {row.Server} should have a newer recovery point than that of {standing.Newest:u}.", NeededActions.Run),
            GoalState.Pending when row.ReplicaState == ReplicaStates.ManualPending =>
                About(standing, "The replica waits for its seed", $"The first copy of {row.Path} on {row.Server} is to be made from a folder.", NeededActions.Seed),
            GoalState.Pending when snapshot.Taken - CatalogTime.To(row.ProtectedSince) > patience && !atWork.Contains(row.Id) && !awayServers.Contains(row.Server) =>
                About(standing, "There is no recovery point yet", $"{row.Path} on {row.Server} is protected, and nothing of it has been backed up.", NeededActions.Run),
            _ => null,
        };
    }

    private static NeedsAttention About(Standing standing, string title, string cause, string action, string severity = AlertBoard.Warning) => new(
        standing.Id, standing.Id, standing.Row.Name, title, cause, action, null, standing.Newest) { Severity = severity, Server = standing.Row.Server, Group = standing.Group?.Name };

    private void Add(NeedsAttention need)
    {
        if (!needs.TryGetValue(need.Subject, out var known) || AlertNames.Rank(need.Severity) > AlertNames.Rank(known.Severity)) needs[need.Subject] = need;
    }
}
