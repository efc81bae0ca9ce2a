using Grpc.Core;
using Holdfast.Agent.Applications;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Bandwidth;
using Holdfast.Contracts.Errors;
using Microsoft.Extensions.Logging;

namespace Holdfast.Agent.Remote.Logs;

/// <summary>Follows the log of one application over one stream to the server. Where either end of it breaks, the run is over: the server asks for another.</summary>
internal sealed class RemoteLogRun(FollowLog order, Func<AgentData.AgentDataClient> client, ApplicationHost host, BandwidthLimit limit, ILogger log)
{
    private static readonly TimeSpan saying = TimeSpan.FromSeconds(10), firstPause = TimeSpan.FromMilliseconds(100), longestPause = TimeSpan.FromSeconds(15);
    private readonly CancellationTokenSource cancelled = new();
    private Thread? thread;

    public string Id => order.Log;

    /// <param name="earlier">Of the same datasource: it has been cancelled, and its end is waited for.</param>
    public void Start(RemoteLogRun? earlier)
    {
        thread = new Thread(() =>
        {
            earlier?.thread?.Join();
            Run();
        }) { Name = "log", IsBackground = true };
        thread.Start();
    }

    public void Cancel() => cancelled.Cancel();

    public void Join(TimeSpan patience) => thread?.Join(patience);

    private void Run()
    {
        try
        {
            // The server waits for a while: a connection that breaks before it is used is made again.
            for (var pause = firstPause; !Converse() && pause < longestPause; pause *= 2)
                if (cancelled.Token.WaitHandle.WaitOne(pause)) return;
        }
        catch (Exception defect)
        {
            // A thread's failure would end the agent.
            log.LogError(defect, "Following the log of {Address} failed.", order.Site.Address);
        }
    }

    /// <returns>False where the server has not been heard.</returns>
    private bool Converse()
    {
        var isOpen = false;
        try
        {
            using var call = client().Follow(cancellationToken: cancelled.Token);
            using var sink = new RemoteLogSink(call, limit, cancelled.Token);
            sink.Open(order.Log);
            isOpen = true;
            if (Outcome(sink) is { } end) sink.End(end, saying);
        }
        catch (Exception failure) when (failure is RpcException or IOException or OperationCanceledException or InvalidOperationException or HttpRequestException)
        {
            // The server is gone, or ended the stream: it asks again for what it misses.
            log.LogDebug(failure, "The stream of the log of {Address} ended.", order.Site.Address);
        }
        catch (HoldfastException refused)
        {
            log.LogDebug(refused, "The server does not want the log of {Address} any more.", order.Site.Address);
            return true;
        }
        return isOpen;
    }

    /// <returns>What the server is told; null where it is gone.</returns>
    private LogEnd? Outcome(RemoteLogSink sink)
    {
        try
        {
            Follow(sink);
            return sink.IsOver ? null : new LogEnd();
        }
        catch (Exception failure)
        {
            if (!sink.IsOver) return new LogEnd { Failure = RemoteFailure.Of(failure) };
            log.LogDebug(failure, "Following the log of {Address} ended with its stream.", order.Site.Address);
            return null;
        }
    }

    private void Follow(RemoteLogSink sink)
    {
        using var scratch = host.Scratch();
        using var stream = host.Of(order.Site.Kind).OpenLog(host.Context(order.Site, scratch), sink.State)
            ?? throw new HoldfastException(ErrorCode.ApplicationCannot, $"The log of {order.Site.Address} cannot be followed.");
        stream.Run(sink, sink.Stopped);
    }
}
