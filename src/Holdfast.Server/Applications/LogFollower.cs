using Holdfast.Contracts.Errors;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Applications;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Workloads.Applications;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Applications;

/// <summary>Follows the log of one datasource on a thread of its own, until it is stopped: connects again after failures, and begins a new log where the application lost the old one.</summary>
/// <param name="broke">Called where later points need a new base.</param>
internal sealed class LogFollower(SourceRow source, LogSources logs, IEngine engine, Action<SourceRow, string> broke, TimeProvider time, ILogger log)
{
    internal const string Following = "following", Connecting = "connecting", Broken = "broken", Stopped = "stopped";
    private static readonly TimeSpan longestPause = TimeSpan.FromMinutes(1), firstPause = TimeSpan.FromSeconds(1), healthy = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile IFollowedLog? kept;
    private volatile LogState? last;
    private volatile string state = Connecting;
    private volatile HoldfastException? reason;
    private volatile ManualResetEventSlim? pausing;
    private long since;

    internal SourceRow Source => source;

    internal string Phase => state;

    /// <summary>Why it is not following.</summary>
    internal HoldfastException? Reason => reason;

    internal LogState? State => kept?.State ?? last;

    internal DateTimeOffset? LastCommit => kept?.LastCommit;

    /// <summary>Since when it has not been following; null while it is. A stream that was opened does not count before something has come: one to an application that is down can be opened, too.</summary>
    internal DateTimeOffset? Since => Interlocked.Read(ref since) is var ticks and not 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    internal void Start()
    {
        Interlocked.Exchange(ref since, time.GetUtcNow().UtcTicks);
        new Thread(Run) { IsBackground = true, Name = $"log of {source.Name}" }.Start();
    }

    /// <summary>What it waits for may be there: it does not wait longer.</summary>
    internal void Wake() => Set(pausing);

    /// <summary>Completes when the thread has ended.</summary>
    internal Task Stop()
    {
        stop.Cancel();
        return ended.Task;
    }

    private void Run()
    {
        var pause = firstPause;
        while (!stop.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            var failure = Follow();
            if (stop.IsCancellationRequested) break;
            if (time.GetElapsedTime(began) >= healthy) pause = firstPause;
            reason = failure;
            state = failure.Code == ErrorCode.LogChainBroken ? Broken : Connecting;
            log.LogWarning("The log of {Source} is not followed: error {Code}: {Message}", source.Path, (int)failure.Code, failure.Message);
            Wait(pause);
            pause = pause * 2 < longestPause ? pause * 2 : longestPause;
        }
        state = Stopped;
        ended.SetResult();
    }

    /// <summary>One connection; its end is a failure unless it was stopped.</summary>
    private HoldfastException Follow()
    {
        try
        {
            Faults.Translate(FollowOnce);
            return new HoldfastException(ErrorCode.ApplicationNotReachable, "The connection ended.");
        }
        catch (HoldfastException failure)
        {
            return failure;
        }
        catch (OperationCanceledException failure)
        {
            return new HoldfastException(ErrorCode.ApplicationNotReachable, "The connection was given up.", inner: failure);
        }
        catch (Exception defect)
        {
            // A thread's failure would end the process. It is told as an alert, and tried again.
            log.LogError(defect, "Following the log of {Source} failed.", source.Path);
            return new HoldfastException(ErrorCode.ApplicationFailed, $"Following the log failed: {defect.Message}", inner: defect);
        }
    }

    private void FollowOnce()
    {
        using var scratch = logs.Scratch();
        using var sink = engine.Applications.OpenLog(new PointSource(source.Id, source.Name, source.Path, source.Server, source.Kind));
        kept = sink;
        try
        {
            // Without its beginning a log recovers nothing, however far it goes on.
            if (sink.State is { Start: "" })
                throw new WorkloadException(WorkloadFault.ChainBroken, "Nothing says where the kept log begins.", "A new full backup begins a new chain.");
            using var stream = logs.Open(source, sink.State, scratch)
                ?? throw new HoldfastException(ErrorCode.ApplicationCannot, $"The log of {source.Path} cannot be followed.");
            stream.Run(new HeardLog(sink, Heard), stop.Token);
        }
        catch (WorkloadException broken) when (broken.Fault == WorkloadFault.ChainBroken)
        {
            sink.Close();
            broke(source, broken.Message);
            throw;
        }
        finally
        {
            if (Since is null) Interlocked.Exchange(ref since, time.GetUtcNow().UtcTicks);
            last = sink.State;
            kept = null;
        }
    }

    private void Heard()
    {
        if (state == Following) return;
        Interlocked.Exchange(ref since, 0);
        (state, reason) = (Following, null);
    }

    private void Wait(TimeSpan pause)
    {
        using var over = new ManualResetEventSlim();
        pausing = over;
        using var timer = time.CreateTimer(_ => Set(over), null, pause, Timeout.InfiniteTimeSpan);
        try
        {
            over.Wait(stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopped: the loop ends.
        }
    }

    // The timer may fire once more while it is disposed.
    private static void Set(ManualResetEventSlim? over)
    {
        try
        {
            over?.Set();
        }
        catch (ObjectDisposedException)
        {
            // Nobody waits any more.
        }
    }
}
