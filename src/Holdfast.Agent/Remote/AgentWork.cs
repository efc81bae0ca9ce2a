using Holdfast.Agent.Applications;
using Holdfast.Agent.Control;
using Holdfast.Agent.Hosting;
using Holdfast.Agent.Remote.Logs;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Bandwidth;
using Microsoft.Extensions.Logging;

namespace Holdfast.Agent.Remote;

/// <summary>The jobs of this agent.</summary>
/// <param name="client">Gives the data client of the channel that is right now.</param>
public sealed class AgentWork(Func<AgentData.AgentDataClient> client, IControlSender sender, AgentWorkOptions options, TimeProvider clock) : IAgentWork, IDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);
    private readonly Lock gate = new();
    private readonly Dictionary<string, AgentAttempt> attempts = [];
    private readonly BandwidthLimit limit = new(clock);
    private readonly ApplicationHost applications = new(options.Workloads, new ApplicationFolders(options.OwnFolder), clock, options.Log);
    private RemoteLogs? logs;

    /// <summary>Makes the work of an agent whose data lies in the folder.</summary>
    public static AgentWorkFactory Factory(string dataDirectory) => (channel, sender, time, log) =>
    {
        if (new ApplicationFolders(dataDirectory).Clear() is { } failure) log.LogWarning(failure, "What an earlier run left in scratch folders could not be removed.");
        return new AgentWork(() => new AgentData.AgentDataClient(channel.Current), sender, new AgentWorkOptions(dataDirectory) { Log = log }, time);
    };

    public IReadOnlyList<JobAttempt> Running
    {
        get { lock (gate) return [.. attempts.Values.Select(attempt => attempt.Attempt)]; }
    }

    public void Start(StartBackup backup)
    {
        if (Add(backup.Job) is not { } attempt) return;
        var connection = Connection(backup.Job, backup.DataStreams);
        if (backup.Application is null) attempt.Start((own, outcome) => new RemoteBackupRun(connection, backup, own, LimitOf(backup), options, clock).Run(outcome));
        else attempt.Start((own, outcome) => new RemoteApplicationRun(connection, backup, own, LimitOf(backup), options, applications).Run(outcome));
    }

    public void Start(StartRecovery recovery)
    {
        if (Add(recovery.Job) is not { } attempt) return;
        var connection = Connection(recovery.Job, recovery.DataStreams);
        if (recovery.Application is null) attempt.Start((own, outcome) => new RemoteRecoveryRun(connection, recovery, own, limit, options).Run(outcome));
        else attempt.Start((own, outcome) => new RemoteApplicationRecoveryRun(connection, recovery, own, limit, options, applications).Run(outcome));
    }

    public void Start(FollowLog follow)
    {
        lock (gate) (logs ??= new RemoteLogs(client, applications, limit, options.Log)).Start(follow);
    }

    public void Cancel(JobAttempt attempt) => Find(attempt)?.Cancel();

    public void Committed(JobAttempt attempt) => Find(attempt)?.Committed();

    public void FinishedSeen(JobAttempt attempt)
    {
        lock (gate)
        {
            if (Find(attempt) is not { } found) return;
            found.Seen();
            attempts.Remove(attempt.Job);
        }
    }

    public void Throttle(Throttle throttle) => limit.Schedule = Schedule(throttle);

    /// <summary>Stops what runs. The server is not told: it keeps what it has, and a process that comes back goes on from there.</summary>
    public void Dispose()
    {
        List<AgentAttempt> all;
        lock (gate) all = [.. attempts.Values];
        foreach (var attempt in all) attempt.Abandon(patience);
        logs?.Abandon(patience);
    }

    /// <returns>Null where that attempt, or a later one, is there already.</returns>
    private AgentAttempt? Add(JobAttempt job)
    {
        lock (gate)
        {
            if (attempts.TryGetValue(job.Job, out var earlier))
            {
                if (earlier.Attempt.Attempt >= job.Attempt) return null;
                earlier.Cancel();
                earlier.Seen();
            }
            return attempts[job.Job] = new AgentAttempt(job, sender, clock);
        }
    }

    private AgentAttempt? Find(JobAttempt attempt)
    {
        lock (gate) return attempts.GetValueOrDefault(attempt.Job) is { } found && found.Attempt.Equals(attempt) ? found : null;
    }

    private AttemptConnection Connection(JobAttempt attempt, uint streams) =>
        new(client, attempt, (int)Math.Clamp(streams, 1, 8), clock) { Patience = options.Patience, Stall = options.Stall };

    private BandwidthLimit LimitOf(StartBackup backup) => backup.Throttle is { } own ? new BandwidthLimit(clock) { Schedule = Schedule(own) } : limit;

    private static BandwidthSchedule Schedule(Throttle throttle)
    {
        var days = Enum.GetValues<DayOfWeek>().Where(day => (throttle.WorkDays & (1u << (int)day)) != 0).ToList();
        return new BandwidthSchedule(
            Math.Max(throttle.WorkBytesPerSecond, 0), Math.Max(throttle.OtherBytesPerSecond, 0), Time(throttle.WorkStart), Time(throttle.WorkEnd), days);
    }

    private static TimeOnly Time(uint minutes) => TimeOnly.MinValue.AddMinutes(minutes % (24 * 60));
}
