using Holdfast.Agent.Applications;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Remote.Tests.Support;
using Holdfast.Server.Agents.Logs;
using Holdfast.Server.Engine.Applications;
using Holdfast.Server.Jobs;
using Holdfast.Protection.Jobs;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Workloads.Applications;

namespace Holdfast.Remote.Tests.Logs;

/// <summary>Follows a tape through its agent into the pool, and connects again as the server does.</summary>
internal sealed class FollowedTape(RemoteSite site, string server) : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private Task<bool> running = Task.FromResult(true);

    public static PointSource Source { get; } = new("feed7a9e", "tape", Tape.Address, "SRV", Tape.Word);

    /// <summary>Why streams ended.</summary>
    public List<Exception> Ends { get; } = [];

    /// <summary>What the pool has, as of the last commit.</summary>
    public LogState? State => site.Engine.Applications.State(Source.Id, PointPlace.Pool).Logs is [{ IsClosed: false } log, ..] ? log.State : null;

    public static ApplicationSite Told(string password = "") => new()
    {
        Kind = Tape.Word, Address = Tape.Address, Source = Source.Id, Account = new ApplicationAccount { User = "reader", Password = password },
    };

    public FollowedTape Start(string password = "")
    {
        running = RemoteSite.OnThread(() =>
        {
            while (!stop.IsCancellationRequested)
                if (Once(password, stop.Token) is { } end)
                {
                    lock (Ends) Ends.Add(end);
                    if (end is WorkloadException) break;
                    stop.Token.WaitHandle.WaitOne(20);
                }
            return true;
        });
        return this;
    }

    /// <returns>Why it ended; null where it was stopped.</returns>
    public Exception? Once(string password, CancellationToken until)
    {
        using var log = site.Engine.Applications.OpenLog(Source);
        using var stream = new RemoteLogStream(site.Logs, site.Agents, server, () => Told(password));
        try
        {
            stream.Run(log, until);
            return null;
        }
        catch (Exception end) when (end is HoldfastException or WorkloadException)
        {
            return end;
        }
    }

    /// <summary>Waits until all of a tape is kept, and reads it back from the pool.</summary>
    public async Task<byte[]> All(Tape tape)
    {
        await Until.True(() => State?.End == tape.Bytes.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return Kept();
    }

    public byte[] Kept()
    {
        var job = site.Job(JobType.Recovery);
        return site.Engine.Applications.Read(Source.Id, PointPlace.Pool, job.Report, (state, open) =>
        {
            var content = open(state.Logs[0].Id);
            var all = new MemoryStream();
            foreach (var segment in state.Logs[0].State.Segments)
            {
                using var file = content.OpenRead(null, segment.Name);
                file.CopyTo(all);
            }
            return all.ToArray();
        });
    }

    /// <summary>Ends it as the server does when protection stops: what has come is committed first.</summary>
    public Task Stop()
    {
        stop.Cancel();
        return running;
    }

    public void Dispose()
    {
        Stop().GetAwaiter().GetResult();
        stop.Dispose();
    }
}
