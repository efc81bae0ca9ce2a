using Grpc.Core;
using Holdfast.Contracts.Agent;

namespace Holdfast.Server.Agents.Logs;

/// <summary>The stream that an agent has opened for a log, in the hands of the thread that follows it. What is wrong with the connection is an <see cref="IOException"/>.</summary>
internal sealed class LogCall(IAsyncStreamReader<LogUp> up, IServerStreamWriter<LogDown> down, CancellationToken connection)
{
    // Not disposed of: whoever hears that the agent has left may end it at any time.
    private readonly CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(connection);

    /// <summary>The next message; null where the agent has ended the stream.</summary>
    internal async Task<LogUp?> Next()
    {
        try
        {
            return await up.MoveNext(ending.Token) ? up.Current : null;
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            throw new IOException(broken.Message, broken);
        }
    }

    internal void Send(LogDown message)
    {
        try
        {
            down.WriteAsync(message, ending.Token).GetAwaiter().GetResult();
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            throw new IOException(broken.Message, broken);
        }
    }

    internal void EndAfter(TimeSpan patience) => ending.CancelAfter(patience);

    internal void End() => ending.Cancel();

    private static bool IsBroken(Exception error) => error is RpcException or OperationCanceledException or InvalidOperationException;
}
