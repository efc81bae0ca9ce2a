using Holdfast.Contracts.Api.Insight;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Changes;

/// <summary>GET changes: a question that is answered when there is something to say. Counters only: they tell nobody what it is that has changed.</summary>
internal sealed class ChangeRoutes(ChangeFeed changes, TimeProvider time, CancellationToken stopping)
{
    private const int LongestWaitMs = 30_000, LongestStamp = 64;

    internal void Map(ApiRouter routes) => routes.GetAsync("changes", InsightJson.Default.Changes, Changes).Takes(
        ApiParameter.Text("since", "the stamp of the last answer; without it the answer comes at once"),
        ApiParameter.Number("wait", 0, LongestWaitMs, "ms to wait for a change; 0"));

    private async Task<Contracts.Api.Insight.Changes> Changes(ApiCall call)
    {
        var (since, wait) = (call.Text("since"), call.Number("wait", 0, 0, LongestWaitMs));
        if (since is { Length: <= LongestStamp } && wait > 0)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, stopping);
            try
            {
                await changes.Wait(since, TimeSpan.FromMilliseconds(wait), time, either.Token);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The server stops: whoever waits is told how things are, and asks again elsewhere.
            }
        }
        var (stamp, counters) = changes.Now;
        return new Contracts.Api.Insight.Changes(stamp, Show(counters));
    }

    private static ChangeCounters Show(long[] counters)
    {
        long Of(ChangeTopic topic) => counters[(int)topic];
        return new ChangeCounters(
            Of(ChangeTopic.Jobs), Of(ChangeTopic.Alerts), Of(ChangeTopic.Sources), Of(ChangeTopic.Groups), Of(ChangeTopic.Disks), Of(ChangeTopic.Agents), Of(ChangeTopic.Vault),
            Of(ChangeTopic.Points), Of(ChangeTopic.Accounts));
    }
}
