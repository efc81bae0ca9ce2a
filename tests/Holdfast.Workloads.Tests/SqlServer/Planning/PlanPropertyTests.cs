using Holdfast.Workloads.SqlServer.Planning;
using static Holdfast.Workloads.Tests.SqlServer.Planning.SimulatedServer;

namespace Holdfast.Workloads.Tests.SqlServer.Planning;

/// <summary>Generated histories with forks, gaps, copies, damage and bulk-logged work: the planner against a simple simulator of RESTORE.</summary>
public sealed class PlanPropertyTests
{
    private const int Histories = 250, Steps = 30;

    [Fact]
    public void Plan_GeneratedHistories_BringsBackWhatTheDatabaseHeld()
    {
        var (plans, forks, differentials, cuts) = (0, 0, 0, 0);
        foreach (var (seed, server, times) in Cases())
        {
            var planner = new ChainPlanner(server.Taken.Select(taken => taken.Set));
            foreach (var time in times)
            {
                if (planner.Plan(new RestoreTarget.Moment(Sets.At(time))).Plan is not { } plan) continue;
                plans++;
                forks += plan.Logs.Any(log => log.Set.CrossesFork) ? 1 : 0;
                differentials += plan.Differential is not null ? 1 : 0;
                cuts += plan.Logs.Any(log => !log.StopBefore.IsZero) ? 1 : 0;
                var restored = Run(server, plan, time);
                Assert.True(restored is not null, $"seed {seed}, second {time}: SQL Server would refuse {Show(plan)}");
                Assert.True(restored.Commits.Select(commit => commit.Id).SequenceEqual(server.HeldAt(time).Select(commit => commit.Id)), $"seed {seed}, second {time}: {Show(plan)} brings back another state");
            }
        }
        // The histories are worth something only while they hold what the planner is for.
        Assert.True(plans > 1500 && forks > 100 && differentials > 300 && cuts > 10, $"{plans} plans, {forks} across forks, {differentials} with differentials, {cuts} up to a fork");
    }

    [Fact]
    public void Plan_WhereSomeSetOfBackupsReachesAMoment_FindsOne()
    {
        var (found, refused) = (0, 0);
        foreach (var (seed, server, times) in Cases())
        {
            var planner = new ChainPlanner(server.Taken.Select(taken => taken.Set));
            var reachable = planner.Reachable();
            foreach (var time in times)
            {
                var planned = planner.Plan(new RestoreTarget.Moment(Sets.At(time))).Plan is not null;
                var way = planned ? null : FindWay(server, time);
                Assert.True(way is null, $"seed {seed}, second {time}: the planner found no way, and there is {way}");
                Assert.True(planned == reachable.Any(range => range.From <= Sets.At(time) && Sets.At(time) <= range.To), $"seed {seed}, second {time}: planned {planned}, but the ranges are {string.Join("; ", reachable)}");
                _ = planned ? found++ : refused++;
            }
        }
        Assert.True(found > 1500 && refused > 600, $"{found} found, {refused} refused");
    }

    [Fact]
    public void Plan_Newest_IsAReplayThatSqlServerAccepts()
    {
        foreach (var (seed, server, _) in Cases())
        {
            if (new ChainPlanner(server.Taken.Select(taken => taken.Set)).Plan(new RestoreTarget.Newest()).Plan is not { } plan) continue;
            Assert.True(Run(server, plan, null) is not null, $"seed {seed}: SQL Server would refuse {Show(plan)}");
        }
    }

    private static IEnumerable<(int Seed, SimulatedServer Server, List<int> Times)> Cases()
    {
        for (var seed = 1; seed <= Histories; seed++)
        {
            var server = new SimulatedServer(seed);
            server.Run(Steps);
            var random = new Random(seed);
            var times = Enumerable.Range(0, 25).Select(_ => random.Next(100, server.Now + 5)).Where(time => !server.Lost.Any(lost => lost.After < time && time <= lost.Until)).ToList();
            yield return (seed, server, times);
        }
    }

    private static Replay? Run(SimulatedServer server, ChainPlan plan, int? time)
    {
        TakenSet Find(BackupSet set) => server.Taken.Single(taken => taken.Set.Id == set.Id);
        var stopAt = plan.StopAt is null ? null : time;
        var restored = Replay.Restore(Find(plan.Full));
        if (plan.Differential is { } differential) restored = restored?.Apply(Find(differential), null, null);
        foreach (var log in plan.Logs)
            restored = restored?.Apply(Find(log.Set), log.StopBefore.IsZero ? stopAt : null, log.StopBefore.IsZero ? null : (int)log.StopBefore.Block);
        return restored;
    }

    /// <summary>Tries every order of sets; a moment counts as reached where a log that was begun after it is applied last, or a data backup of that very second.</summary>
    private static string? FindWay(SimulatedServer server, int time)
    {
        var logs = server.Taken.Where(taken => taken.Set.Kind == BackupSetKind.Log).ToList();
        foreach (var full in server.Taken.Where(taken => taken.Set.Kind == BackupSetKind.Full && taken.Time <= time))
        {
            if (Replay.Restore(full) is not { } start) continue;
            var open = new Stack<Replay>();
            foreach (var (state, at) in server.Taken.Where(taken => taken.Set.Kind == BackupSetKind.Differential && taken.Time <= time).Select(taken => (State: start.Apply(taken, null, null), taken.Time)).Append((start, full.Time)))
            {
                if (state is null) continue;
                if (at == time) return $"a data backup at {at}";
                open.Push(state);
            }
            var seen = new HashSet<(int, Guid)>();
            while (open.TryPop(out var state))
            {
                foreach (var log in logs)
                {
                    if (state.Apply(log, time, null) is not { } after) continue;
                    var crosses = log.Set.CrossesFork && server.Lost.Any(lost => time <= lost.Until && lost.Until <= log.Time && log.Lineage[^1].Fork != state.Fork);
                    if (log.Time >= time && !crosses && after.Commits.Select(commit => commit.Id).SequenceEqual(server.HeldAt(time).Select(commit => commit.Id)))
                        return $"{full.Set.Id:N} and then {log.Set.First.Block}-{log.Set.Last.Block} at {log.Time} over {state.At}";
                    if (log.Time < time && seen.Add((after.At, after.Fork))) open.Push(after);
                }
            }
        }
        return null;
    }

    private static string Show(ChainPlan plan) => string.Join(", ", plan.Sets.Select(set => $"{set.Kind} {set.First.Block}-{set.Last.Block} at {(set.Started - Sets.Zero).TotalSeconds}"));
}
