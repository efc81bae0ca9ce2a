using System.Collections.Concurrent;
using Grpc.Core;
using Holdfast.Contracts.Agent;
using Holdfast.Server.Agents.Data;

namespace Holdfast.Server.Agents.Logs;

/// <summary>Brings the streams of agents to the threads that asked for them. A stream that nobody asked this agent for gets nothing. Thread-safe.</summary>
internal sealed class AwaitedLogs : IAgentJobs
{
    private static readonly TimeSpan openPatience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, AwaitedLog> awaited = new(StringComparer.Ordinal);

    internal AwaitedLog Await(IAgentLink link)
    {
        var log = new AwaitedLog(link);
        awaited[log.Id] = log;
        // It may have closed before it could be told here.
        if (!link.IsOpen) log.Leave();
        return log;
    }

    internal void Remove(AwaitedLog log)
    {
        awaited.TryRemove(log.Id, out _);
        log.Dispose();
    }

    /// <summary>One stream of an agent, from its first message to its end.</summary>
    internal async Task Serve(string agentId, IAsyncStreamReader<LogUp> up, IServerStreamWriter<LogDown> down, CancellationToken connection)
    {
        var call = new LogCall(up, down, connection);
        if (await Open(up, connection) is not { } id || !awaited.TryGetValue(id, out var log) || log.Link.AgentId != agentId || log.Lend(call) is not { } done)
        {
            await down.WriteAsync(new LogDown { Failure = Failures.Of(RemoteAttempt.Unknown()) }, connection);
            return;
        }
        await done;
    }

    public void Connected(IAgentLink link, IReadOnlyList<JobAttempt> running)
    {
        // Nothing to do: who follows a log tries again by itself.
    }

    public void Disconnected(IAgentLink link)
    {
        foreach (var log in awaited.Values.Where(log => log.Link == link)) log.Leave();
    }

    public void Received(IAgentLink link, AgentMessage message)
    {
        // Logs have streams of their own.
    }

    private static async Task<string?> Open(IAsyncStreamReader<LogUp> up, CancellationToken connection)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(connection);
        patience.CancelAfter(openPatience);
        return await up.MoveNext(patience.Token) ? up.Current.Open?.Log : null;
    }
}
