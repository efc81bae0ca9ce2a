using Holdfast.Agent.Applications;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents.Data;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Agents.Logs;

/// <summary>An application's log that an agent follows: asks the agent for its stream, and puts what comes into the sink. Only a commit that returned is answered.</summary>
/// <param name="server">Name of the production server.</param>
/// <param name="site">What the agent is told of the application, with its account.</param>
internal sealed class RemoteLogStream(AwaitedLogs logs, IConnectedAgents agents, string server, Func<ApplicationSite> site) : ILogStream
{
    /// <summary>For an agent that was asked and opens no stream, and for one that was told to stop.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    /// <exception cref="HoldfastException"><see cref="ErrorCode.AgentUnreachable"/>, <see cref="ErrorCode.ApplicationElsewhere"/> for an agent that follows no logs, or what the agent says.</exception>
    public void Run(ILogSink sink, CancellationToken stop)
    {
        var link = agents.FindByServer(server) ?? throw new HoldfastException(ErrorCode.AgentUnreachable, $"The agent of {server} is not connected.");
        // Before anything is said: an agent that does not follow logs must not hear of the account.
        if (link.Protocol < AgentProtocol.Logs)
            throw new HoldfastException(ErrorCode.ApplicationElsewhere, $"The agent of {server} is of a version that follows no logs.", "Install the server's version of Holdfast on the production server.");
        var awaited = logs.Await(link);
        try
        {
            link.Send(new ServerMessage { Follow = new FollowLog { Log = awaited.Id, Site = site() } });
            if (Opened(awaited, stop) is { } call) Receive(call, sink, stop);
        }
        catch (Exception broken) when (broken is IOException or TaskCanceledException)
        {
            // Where it was stopped while the agent had gone, what the agent had not said is asked for again some time.
            if (!stop.IsCancellationRequested) throw new HoldfastException(ErrorCode.AgentUnreachable, $"The connection to the agent of {server} ended.", inner: broken);
        }
        finally
        {
            logs.Remove(awaited);
        }
    }

    public void Dispose()
    {
        // A run leaves nothing open.
    }

    /// <returns>Null where it was stopped before.</returns>
    private LogCall? Opened(AwaitedLog awaited, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        over.CancelAfter(patience);
        try
        {
            return awaited.Opened.WaitAsync(over.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException late) when (!awaited.Opened.IsCompleted)
        {
            throw new HoldfastException(ErrorCode.AgentNotResponding, $"The agent of {server} was asked to follow a log and did not begin within {patience.TotalSeconds:0} seconds.", inner: late);
        }
    }

    private void Receive(LogCall call, ILogSink sink, CancellationToken stop)
    {
        var opened = new LogOpened { IntervalMilliseconds = (uint)sink.Interval.TotalMilliseconds };
        if (sink.State is { } kept) opened.Kept = ApplicationRecoveryWire.Write(kept with { Segments = [.. kept.Segments.TakeLast(DataLimits.MostLogSegments)] });
        call.Send(new LogDown { Opened = opened });
        var arrival = new ArrivedLog(sink, server);
        var stopped = new TaskCompletionSource();
        using var stopping = stop.Register(() => stopped.TrySetResult());
        var isTold = false;
        while (true)
        {
            var next = call.Next();
            if (!isTold && Task.WaitAny([next, stopped.Task], CancellationToken.None) == 1)
            {
                isTold = true;
                call.Send(new LogDown { Stop = new LogStop() });
                call.EndAfter(patience);
            }
            var message = next.GetAwaiter().GetResult() ?? throw new IOException("The agent closed the stream without a word.");
            if (message.End is { } end)
            {
                if (end.Failure is { } failure) throw ArrivedLog.Failed(failure);
                return;
            }
            if (arrival.Take(message)) call.Send(new LogDown { Committed = new LogCommitted() });
        }
    }
}
