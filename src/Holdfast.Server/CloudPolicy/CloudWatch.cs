using Holdfast.Protection.Cloud;
using Holdfast.Server.Billing;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.CloudPolicy;

/// <summary>Looks at the vault every minute and takes the day's usage every hour.</summary>
internal sealed class CloudWatch(CloudPolicyGate gate, CloudAlerts alerts, OnlinePointRemoval removal, UsageSampler usage, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan minute = TimeSpan.FromMinutes(1), hour = TimeSpan.FromHours(1);
    private readonly Lock turn = new();
    private ITimer? everyMinute, everyHour;
    private CloudSituation? before;

    /// <summary>Looks once, and from then on by itself.</summary>
    internal void Start()
    {
        Try(Look);
        Try(usage.Sample);
        everyMinute = time.CreateTimer(_ => Turn(Look, everyMinute, minute), null, minute, Timeout.InfiniteTimeSpan);
        everyHour = time.CreateTimer(_ => Turn(usage.Sample, everyHour, hour), null, hour, Timeout.InfiniteTimeSpan);
    }

    public async ValueTask DisposeAsync()
    {
        if (everyMinute is not null) await everyMinute.DisposeAsync();
        if (everyHour is not null) await everyHour.DisposeAsync();
    }

    private void Look()
    {
        var standing = gate.Observe();
        alerts.Show(standing);
        if (standing is not null)
        {
            removal.Run(standing);
            Note(standing);
        }
        before = standing?.Situation;
    }

    private void Note(CloudStanding standing)
    {
        if (before is not { } earlier || earlier == standing.Situation) return;
        var outcome = Transition.Between(earlier, standing.Situation, earlier.Subscription == SubscriptionState.Deprovisioned);
        log.LogInformation(
            "The vault {Vault} is {Connectivity}, its subscription {Subscription}. Everything resumes: {Resumes}; missed runs are made up for: {Replays}.",
            standing.Vault, standing.Situation.Connectivity, standing.Situation.Subscription, outcome.Resumes, outcome.ReplaysMissedRuns);
    }

    private void Turn(Action work, ITimer? timer, TimeSpan next)
    {
        Try(work);
        timer?.Change(next, Timeout.InfiniteTimeSpan);
    }

    // A failure here must not end the process; it is in the log, and the next turn tries again.
    private void Try(Action work)
    {
        lock (turn)
            try
            {
                work();
            }
            catch (Exception failure)
            {
                log.LogError(failure, "Looking at the vault failed.");
            }
    }
}
