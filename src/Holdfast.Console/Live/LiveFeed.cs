using Holdfast.Console.Hosting;
using Holdfast.Contracts.Api.Insight;
using Holdfast.Contracts.Errors;

namespace Holdfast.Console.Live;

/// <summary>
/// Tells the pages of a circuit when something changed on the server. One request waits at the server for the whole circuit; nobody looks again for nothing.
/// </summary>
public sealed class LiveFeed(Session session) : IAsyncDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(25), pause = TimeSpan.FromSeconds(2), breath = TimeSpan.FromMilliseconds(250);
    private readonly CancellationTokenSource leaving = new();
    private Task? listening;

    /// <summary>Topics in which something changed, such as jobs, alerts, sources. Raised on a thread of its own.</summary>
    public event Action<IReadOnlySet<string>>? Changed;

    /// <summary>Why the server does not answer; null while it does.</summary>
    public HoldfastException? Lost { get; private set; }

    /// <summary>Raised when <see cref="Lost"/> changes.</summary>
    public event Action? LostChanged;

    /// <summary>Listens until the circuit ends. A second call does nothing.</summary>
    public void Listen() => listening ??= Task.Run(() => Listen(leaving.Token));

    private async Task Listen(CancellationToken stop)
    {
        string? stamp = null;
        ChangeCounters? known = null;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var changes = await session.Api.Insight.Changes(stamp, patience, stop);
                SetLost(null);
                var topics = known is null ? [] : Differing(known, changes.Topics);
                (stamp, known) = (changes.Stamp, changes.Topics);
                if (topics.Count == 0) continue;
                Changed?.Invoke(topics);
                // What changes in a burst is looked at once.
                await Task.Delay(breath, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (HoldfastException failure)
            {
                SetLost(failure);
                await Task.Delay(pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static HashSet<string> Differing(ChangeCounters before, ChangeCounters now)
    {
        (string Topic, bool IsChanged)[] topics =
        [
            ("jobs", before.Jobs != now.Jobs), ("alerts", before.Alerts != now.Alerts), ("sources", before.Sources != now.Sources), ("groups", before.Groups != now.Groups),
            ("disks", before.Disks != now.Disks), ("agents", before.Agents != now.Agents), ("vault", before.Vault != now.Vault), ("points", before.Points != now.Points),
            ("accounts", before.Accounts != now.Accounts),
        ];
        return [.. topics.Where(topic => topic.IsChanged).Select(topic => topic.Topic)];
    }

    private void SetLost(HoldfastException? failure)
    {
        var isChange = Lost?.Code != failure?.Code;
        Lost = failure;
        if (isChange) LostChanged?.Invoke();
    }

    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        if (listening is not null) await listening;
        leaving.Dispose();
    }
}
