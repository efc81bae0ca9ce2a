using Holdfast.Format;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

/// <summary>A job of Hyper-V (Msvm_ConcreteJob) until its end.</summary>
/// <param name="method">That started it.</param>
/// <param name="path">Of its object; Hyper-V keeps it for some minutes after its end.</param>
internal sealed class WmiJob(IWmiSession session, string method, string path, TimeProvider clock)
{
    /// <summary>JobState: 7 done, 32768 done with warnings, 8 terminated, 9 killed, 10 failed; all others go on.</summary>
    private const int Done = 7, DoneWithWarnings = 32768, Terminated = 8, Killed = 9, Failed = 10;

    /// <summary>RequestedState of RequestStateChange.</summary>
    private const int Terminate = 4;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200), LongestWait = TimeSpan.FromSeconds(5), LongestStandstill = TimeSpan.FromHours(4), LongestEnd = TimeSpan.FromMinutes(2);

    /// <summary>Waits for the end.</summary>
    /// <returns>The job's path: what it made is found by it.</returns>
    /// <exception cref="MethodFailure">It failed, or stood still for hours.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop, and it ended or did not within two minutes.</exception>
    public string Wait(CancellationToken cancellation)
    {
        var (wait, percent, moved) = (FirstWait, -1L, clock.GetTimestamp());
        long? asked = null;
        while (true)
        {
            var job = session.Get(path) ?? throw new MethodFailure(-1, $"The job of {method} is gone: how it ended is not known.");
            switch (job.Number("JobState"))
            {
                case Done or DoneWithWarnings:
                    return path;
                case Terminated or Killed or Failed:
                    cancellation.ThrowIfCancellationRequested();
                    throw MethodFailure.OfJob(method, job.Number("ErrorCode") ?? -1, Description(job));
            }
            if (job.Number("PercentComplete") is { } now && now != percent) (percent, moved) = (now, clock.GetTimestamp());
            if (clock.GetElapsedTime(moved) > LongestStandstill) throw new MethodFailure(-1, $"{method} has stood at {percent} % for {LongestStandstill.TotalHours} hours.");
            if (cancellation.IsCancellationRequested)
            {
                asked ??= Stop();
                if (clock.GetElapsedTime(asked.Value) > LongestEnd) cancellation.ThrowIfCancellationRequested();
            }
            // Not the caller's cancellation: a job that ends in between may have made something that has to be removed.
            Task.Delay(wait, clock, CancellationToken.None).GetAwaiter().GetResult();
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    private long Stop()
    {
        session.Invoke(path, "RequestStateChange", [WmiArgument.Of("RequestedState", Terminate)]);
        return clock.GetTimestamp();
    }

    /// <summary>The job's own sentence, and those of the errors beneath it.</summary>
    private string? Description(WmiObject job)
    {
        var own = job.Text("ErrorDescription") ?? job.Text("ErrorSummaryDescription");
        var inner = Errors().Where(text => own is null || !own.Contains(text, StringComparison.Ordinal)).Distinct().ToList();
        return inner.Count == 0 ? own : string.Join(' ', [.. own is null ? Enumerable.Empty<string>() : [own], .. inner]);
    }

    private IEnumerable<string> Errors()
    {
        foreach (var error in Details())
            if (Message(error) is { Length: > 0 } message) yield return message.Trim();
    }

    private IReadOnlyList<string> Details()
    {
        try
        {
            return session.Invoke(path, "GetErrorEx", []).Texts("Errors");
        }
        catch (WmiFailure)
        {
            // Older hosts have no such method; the job's own sentence is what there is.
            return [];
        }
    }

    private static string? Message(string error)
    {
        try
        {
            return EmbeddedInstance.Read(error).Text("Message");
        }
        catch (MalformedDataException)
        {
            // It adds to a failure that is told anyway.
            return null;
        }
    }
}
