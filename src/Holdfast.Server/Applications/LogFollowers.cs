using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Applications;
using Holdfast.Server.Jobs;
using Holdfast.Workloads.Applications;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Applications;

/// <summary>Keeps one follower for every protected datasource whose kind streams its log, and tells when one lags behind.</summary>
/// <param name="longestLag">Without the log being followed for this long, an alert is raised.</param>
internal sealed class LogFollowers(
    ServerCatalog catalog, LogSources logs, IEngine engine, AlertBoard alerts, TimeSpan longestLag, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan interval = TimeSpan.FromSeconds(15);
    private readonly Dictionary<string, LogFollower> followers = [];
    private readonly List<Task> ending = [];
    private readonly Lock gate = new();
    private ITimer? timer;
    private bool isStopped = true;

    /// <summary>Queues a backup from which a broken chain begins anew.</summary>
    internal Action<SourceRow>? NeedsBase { get; set; }

    internal void Start()
    {
        lock (gate) isStopped = false;
        // Armed only when it is known here: the first turn arms it again.
        timer = time.CreateTimer(_ => Turn(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Starts and stops followers as protection says now.</summary>
    internal void Look()
    {
        lock (gate)
        {
            if (isStopped) return;
            var suspended = catalog.Groups.All().Where(group => group.Suspended).Select(group => group.Id).ToHashSet();
            var streaming = catalog.Sources.All().Where(logs.HasLog).ToList();
            var wanted = streaming.Where(source => !suspended.Contains(source.GroupId!)).ToDictionary(source => source.Id);
            foreach (var (id, follower) in followers.ToList())
                if (!wanted.TryGetValue(id, out var source) || source.Path != follower.Source.Path || source.Options != follower.Source.Options) End(id, follower);
            ending.RemoveAll(task => task.IsCompleted);
            foreach (var source in wanted.Values.Where(source => !followers.ContainsKey(source.Id)))
            {
                var follower = new LogFollower(source, logs, engine, Broke, time, log);
                followers.Add(source.Id, follower);
                follower.Start();
            }
            foreach (var source in streaming) TellSuspended(source, suspended.Contains(source.GroupId!));
        }
    }

    /// <summary>The agent of a production server is there: logs that it follows are asked for at once.</summary>
    internal void ServerAppeared(string server)
    {
        lock (gate)
            foreach (var follower in followers.Values.Where(follower => string.Equals(follower.Source.Server, server, StringComparison.OrdinalIgnoreCase))) follower.Wake();
    }

    /// <summary>Stops following a datasource, and returns when nothing of it is written any more.</summary>
    internal void Stop(string sourceId)
    {
        Task? end = null;
        lock (gate)
            if (followers.Remove(sourceId, out var follower)) end = follower.Stop();
        end?.GetAwaiter().GetResult();
    }

    /// <summary>The log as it is known now; null where none is followed.</summary>
    internal LogState? StateOf(string sourceId) => Of(sourceId)?.State;

    /// <summary>The same with what is known of a followed log right now: where the application is idle it covers more than was written last.</summary>
    internal ApplicationState Current(string sourceId, PointPlace place, ApplicationState state) =>
        place == PointPlace.Pool && StateOf(sourceId) is { } live && state.Logs is [{ IsClosed: false } newest, ..] && live.End == newest.State.End
            ? state with { Logs = [newest with { State = newest.State with { Covered = live.Covered } }, .. state.Logs.Skip(1)] } : state;

    /// <exception cref="HoldfastException">The log of the datasource is not being followed: why.</exception>
    /// <exception cref="AgentAwayException">Because its agent is away.</exception>
    internal void Require(SourceRow source)
    {
        if (Of(source.Id) is not { Phase: LogFollower.Broken or LogFollower.Connecting, Reason: { } reason }) return;
        if (reason.Code == ErrorCode.AgentUnreachable) throw new AgentAwayException(source.Server);
        // An agent of the version before: its points are all that there is, and no job could change that. An alert says it.
        if (reason.Code != ErrorCode.ApplicationElsewhere) throw new HoldfastException(reason.Code, reason.Message, reason.Remedy, reason);
    }

    internal LogFollowing? Show(string sourceId)
    {
        if (Of(sourceId) is not { } follower) return null;
        var (state, lastCommit) = (follower.State, follower.LastCommit);
        var known = state?.Covered ?? lastCommit;
        return new LogFollowing(
            follower.Phase, state?.Covered, state?.Start, state?.End, state?.Segments.Count ?? 0, state?.Segments.Sum(segment => segment.Length) ?? 0,
            known is { } at ? Math.Max((long)(time.GetUtcNow() - at).TotalMilliseconds, 0) : null, lastCommit, follower.Reason?.Message);
    }

    public async ValueTask DisposeAsync()
    {
        if (timer is not null) await timer.DisposeAsync();
        List<Task> ends;
        lock (gate)
        {
            isStopped = true;
            ends = [.. ending, .. followers.Values.Select(follower => follower.Stop())];
            followers.Clear();
        }
        await Task.WhenAll(ends);
    }

    // The application does not know that nobody listens, and its disk fills up with what it keeps for this server.
    private void TellSuspended(SourceRow source, bool isSuspended)
    {
        if (isSuspended)
            alerts.Raise(
                AlertBoard.Warning, ErrorCode.LogSuspended, source.Id,
                $"The group of {source.Path} is suspended, and its log is not followed; the application may keep all of it for this server until the group is resumed.");
        else alerts.Resolve(ErrorCode.LogSuspended, source.Id);
    }

    private LogFollower? Of(string sourceId)
    {
        lock (gate) return followers.GetValueOrDefault(sourceId);
    }

    private void End(string id, LogFollower follower)
    {
        followers.Remove(id);
        ending.Add(follower.Stop());
        alerts.Resolve(ErrorCode.LogLagging, id);
    }

    private void Broke(SourceRow source, string why)
    {
        alerts.Raise(AlertBoard.Warning, ErrorCode.LogChainBroken, source.Id, $"The log chain of {source.Path} is broken: {why}");
        NeedsBase?.Invoke(source);
    }

    private void LookForLag()
    {
        List<LogFollower> all;
        lock (gate) all = [.. followers.Values];
        foreach (var follower in all)
        {
            var lag = follower.Since is { } since ? time.GetUtcNow() - since : TimeSpan.Zero;
            if (lag >= longestLag)
                alerts.Raise(
                    AlertBoard.Critical, ErrorCode.LogLagging, follower.Source.Id,
                    $"The log of {follower.Source.Path} has not been followed for {lag.TotalMinutes:0} minutes: {follower.Reason?.Message ?? "it does not answer"}", follower.Reason?.Remedy);
            else if (follower.Phase == LogFollower.Following)
                alerts.Resolve(ErrorCode.LogLagging, follower.Source.Id);
        }
    }

    // A failure here must not end the process; it is in the log, and the next turn tries again.
    private void Turn()
    {
        try
        {
            Look();
            LookForLag();
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Followed logs could not be looked at.");
        }
        lock (gate)
            if (!isStopped) timer?.Change(interval, Timeout.InfiniteTimeSpan);
    }
}
