using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Insight;
using Holdfast.Protection.Goals;
using Holdfast.Protection.Schedules;
using Holdfast.Server.Accounts;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;
using Holdfast.Server.Scheduling;

namespace Holdfast.Server.Insight;

/// <summary>Answers in one go: am I protected, and what needs me?</summary>
internal sealed class OverviewReader(ServerCatalog catalog, IEngine engine, JobRunner runner, Standings standings, OverviewFigures figures)
{
    private const int MostNeeds = 100, MostAlerts = 1000;

    internal Overview Read(CallerScope scope)
    {
        var snapshot = standings.Now();
        var seen = snapshot.SeenBy(scope);
        var members = seen.Where(standing => standing.State != GoalState.Stopped).ToList();
        var ids = scope.IsEverything ? [] : seen.Select(standing => standing.Id).ToHashSet(StringComparer.Ordinal);
        var live = runner.Live.Where(job => scope.IsEverything || ids.Contains(job.SourceId ?? "")).ToList();
        var running = live.Where(job => job.IsRunning).ToList();
        var alerts = catalog.Alerts.List(Filter(scope));
        var vault = figures.Vault();
        var needs = Needs(snapshot, seen, live, alerts, scope.IsEverything, vault).Ordered;
        var cost = scope.IsEverything ? figures.Cost() : null;
        return new Overview(
            members.Count, members.Count(standing => standing.State == GoalState.Ok), [.. needs.Take(MostNeeds)], needs.Count, running.Count, live.Count - running.Count,
            running.Sum(figures.Rate), Counts(scope, alerts), members.Max(standing => standing.Newest), NextPoint(snapshot, members),
            members.Count(standing => standing is { State: GoalState.Late, Group.Policy.SlaHours: not null }), scope.IsEverything ? figures.Storage() : null,
            scope.IsEverything ? vault : null, cost?.Amount, cost?.Currency, Steps(members, vault));
    }

    private static AlertFilter Filter(CallerScope scope) => new()
    {
        Limit = MostAlerts, ScopeServers = scope.IsEverything ? null : [.. scope.Servers.Select(server => server.ToLowerInvariant())],
        ScopeGroups = scope.IsEverything ? null : scope.GroupIds,
    };

    private NeedList Needs(
        StandingSnapshot snapshot, IReadOnlyList<Standing> seen, IReadOnlyList<LiveJob> live, IReadOnlyList<AlertRow> alerts, bool isEverything, VaultOverview vault)
    {
        var needs = new NeedList(snapshot, seen, live.Select(job => job.SourceId ?? "").ToHashSet(StringComparer.Ordinal));
        needs.AddAlerts(alerts);
        needs.AddStandings();
        if (!isEverything) return needs;
        if (engine.Disks.Count == 0) needs.AddNoDisk();
        if (vault.State == VaultStates.NotRegistered && (snapshot.Groups.Values.Any(group => group.Online) || seen.Any(standing => standing is { Group: not null, Row.Online: true })))
            needs.AddNoVault();
        return needs;
    }

    private AlertCounts Counts(CallerScope scope, IReadOnlyList<AlertRow> alerts)
    {
        var active = scope.IsEverything ? catalog.Alerts.ActiveBySeverity() : alerts.CountBy(alert => alert.Severity).ToDictionary(count => count.Key, count => (long)count.Value);
        return new AlertCounts(Count(AlertBoard.Critical), Count(AlertBoard.Warning), Count(AlertBoard.Informational));

        int Count(string severity) => (int)Math.Min(active.GetValueOrDefault(severity), int.MaxValue);
    }

    private static DateTimeOffset? NextPoint(StandingSnapshot snapshot, List<Standing> members)
    {
        var groups = members.Select(member => member.Group!.Id).ToHashSet(StringComparer.Ordinal);
        var kind = RunKinds.Of(RunKind.RecoveryPoint);
        return CatalogTime.To(snapshot.Schedules.Where(row => row.Kind == kind && groups.Contains(row.GroupId)).Min(row => row.Due));
    }

    // A server that protects something of its own needs no other one: the step is done then.
    private IReadOnlyList<FirstStep> Steps(List<Standing> members, VaultOverview vault) =>
    [
        new("addDisk", engine.Disks.Count > 0), new("addServer", members.Count > 0 || catalog.Agents.Count() > 0), new("protect", members.Count > 0),
        new("registerVault", vault.State != VaultStates.NotRegistered),
    ];
}
