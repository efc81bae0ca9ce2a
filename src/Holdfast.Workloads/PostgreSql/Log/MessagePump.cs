using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Log;

/// <summary>Reads messages ahead on a thread of its own, a few at most, so that whoever takes them can also look at the clock.</summary>
internal sealed class MessagePump : IDisposable
{
    private const int MostAhead = 32;

    private readonly BlockingCollection<(char Kind, byte[] Payload)> messages = new(MostAhead);
    private readonly CancellationTokenSource ended = new();
    private readonly Connection connection;
    private readonly Thread thread;
    private ExceptionDispatchInfo? fault;

    public MessagePump(Connection connection)
    {
        this.connection = connection;
        thread = new Thread(Read) { IsBackground = true, Name = "postgresql log" };
        thread.Start();
    }

    /// <summary>False where none came in time.</summary>
    /// <exception cref="WorkloadException">The connection broke, or the server reported an error; after all messages before it.</exception>
    public bool TryTake(TimeSpan patience, out char kind, out byte[] payload)
    {
        (kind, payload) = ('\0', []);
        if (messages.TryTake(out var message, patience))
        {
            (kind, payload) = message;
            return true;
        }
        if (messages.IsCompleted) fault?.Throw();
        return false;
    }

    /// <summary>Closes the connection: nothing else ends a read that waits.</summary>
    public void Dispose()
    {
        ended.Cancel();
        connection.Dispose();
        thread.Join();
        messages.Dispose();
        ended.Dispose();
    }

    private void Read()
    {
        try
        {
            while (true)
            {
                var kind = connection.Next();
                messages.Add((kind, connection.Payload.ToArray()), ended.Token);
                // The copy is over: what follows is read by whoever asked.
                if (kind is 'c' or 'Z') break;
            }
        }
        catch (Exception error)
        {
            fault = ExceptionDispatchInfo.Capture(error);
        }
        messages.CompleteAdding();
    }
}
