using System.Runtime.ExceptionServices;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Statements;

namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>Reads and writes through SQL Server's virtual device interface: on the computer that the instance runs on, every version, no disk space needed.</summary>
/// <param name="instance">Null for the default instance.</param>
internal sealed class VdiTransport(IVirtualDeviceSets sets, string? instance) : ISqlTransport
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    public void Write(ISqlSession session, IReadOnlyList<WrittenStripe> stripes, Func<BackupDevices, SqlStatement> statement, Action<int>? progress, CancellationToken cancellation)
    {
        try
        {
            Run(session, stripes.Count, statement, progress, (loop, stripe, token) => loop.Receive(stripes[stripe].Receiver, token), cancellation);
        }
        catch
        {
            foreach (var stripe in stripes) stripe.Receiver.Abort();
            throw;
        }
    }

    public void Read(ISqlSession session, IReadOnlyList<ReadStripe> stripes, Func<BackupDevices, SqlStatement> statement, Action<int>? progress, CancellationToken cancellation) =>
        Run(session, stripes.Count, statement, progress, (loop, stripe, token) =>
        {
            using var content = stripes[stripe].Open();
            loop.Send(content, token);
        }, cancellation);

    public void Dispose()
    {
    }

    private void Run(ISqlSession session, int count, Func<BackupDevices, SqlStatement> statement, Action<int>? progress, Action<VirtualDeviceLoop, int, CancellationToken> serve, CancellationToken cancellation)
    {
        using var set = sets.Create(instance, count);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var devices = new BackupDevices(BackupDevices.Virtual, set.Names, null, null);
        var running = Task.Factory.StartNew(() => session.Execute(statement(devices), progress, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Exception? first = null;
        try
        {
            if (Configured(set, running, stop.Token)) Serve(set, count, serve, stop);
        }
        catch (Exception error)
        {
            first = error;
            set.Abort();
            stop.Cancel();
        }
        var said = Outcome(running);
        cancellation.ThrowIfCancellationRequested();
        // Where the server gave up, its own words say why; where this side did, the server only repeats it.
        if (said is SqlFailure && first is null or WorkloadException { Fault: WorkloadFault.ApplicationFailed }) first = said;
        if ((first ?? said) is { } fault) ExceptionDispatchInfo.Throw(fault);
    }

    private static bool Configured(IVirtualDeviceSet set, Task running, CancellationToken stop)
    {
        while (!set.TryConfigure(Poll))
        {
            stop.ThrowIfCancellationRequested();
            if (!running.IsCompleted) continue;
            // A statement that failed never opens the devices; one that ended well without them did something else.
            return running.IsFaulted ? false : throw new WorkloadException(WorkloadFault.ApplicationFailed, "SQL Server ended the statement without using the virtual devices.", "Read SQL Server's error log.");
        }
        return true;
    }

    private static void Serve(IVirtualDeviceSet set, int count, Action<VirtualDeviceLoop, int, CancellationToken> serve, CancellationTokenSource stop)
    {
        var failures = new List<Exception>();
        var threads = new Thread[count];
        for (var index = 0; index < count; index++)
        {
            var stripe = index;
            var loop = new VirtualDeviceLoop(set.Open(stripe), set.HasComplete);
            threads[index] = new Thread(() =>
            {
                try
                {
                    serve(loop, stripe, stop.Token);
                }
                catch (Exception error)
                {
                    lock (failures) failures.Add(error);
                    set.Abort();
                    stop.Cancel();
                }
            }) { IsBackground = true, Name = $"virtual device {stripe + 1}" };
        }
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        if (failures.Count > 0) ExceptionDispatchInfo.Throw(failures.Find(failure => failure is not (OperationCanceledException or WorkloadException { Fault: WorkloadFault.ApplicationFailed })) ?? failures[0]);
    }

    private static Exception? Outcome(Task running)
    {
        try
        {
            running.GetAwaiter().GetResult();
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }
}
