using System.Diagnostics;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.Tests.PostgreSql.Support;

/// <summary>Follows a log as the server does: a new stream after each that ended with a fault.</summary>
internal sealed class LogFollower : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Thread thread;
    private readonly WorkloadContext context;
    private readonly FolderLog log;
    private volatile bool die;

    public LogFollower(WorkloadContext context, FolderLog log)
    {
        this.context = context;
        this.log = log;
        thread = new Thread(Run);
        log.Committed = () =>
        {
            if (!die) return;
            die = false;
            throw new ReceiverKilledException();
        };
        thread.Start();
    }

    public List<Exception> Faults { get; } = [];

    /// <summary>The next commit is the last thing that the receiver does; a new one goes on with what was committed.</summary>
    public void KillReceiver()
    {
        die = true;
        Wait(() => !die, "the receiver's death");
    }

    public void WaitFor(DateTimeOffset covered) => Wait(() => log.State?.Covered >= covered, $"the log to cover {covered:O} (it covers {log.State?.Covered:O})");

    public void Wait(Func<bool> reached, string what)
    {
        for (var waited = Stopwatch.StartNew(); !reached(); Thread.Sleep(20))
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(3), $"Waited three minutes for {what}. Faults: {string.Join("; ", Faults.Select(fault => fault.Message))}");
    }

    public void Dispose()
    {
        stop.Cancel();
        thread.Join();
        stop.Dispose();
    }

    private void Run()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var stream = new Workloads.PostgreSql.PostgreSqlWorkload().OpenLog(context, log.State);
                stream.Run(log, stop.Token);
            }
            catch (Exception error) when (error is WorkloadException { Fault: not WorkloadFault.ChainBroken } or ReceiverKilledException)
            {
                log.Forget();
                if (Faults.Count < 1000) Faults.Add(error);
                Thread.Sleep(100);
            }
            catch (WorkloadException error)
            {
                Faults.Add(error);
                return;
            }
        }
    }
}
