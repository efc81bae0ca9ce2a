using Grpc.Core;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents.Logs;

namespace Holdfast.Server.Agents.Data;

/// <summary>
/// The data streams of agents. Here messages are only read, bounded, and written: what they ask for is done by <see cref="IngestThreads"/>.
/// </summary>
/// <param name="identity">Who calls, from the certificate of the connection.</param>
/// <param name="logs">Has the streams of followed logs.</param>
internal sealed class AgentDataService(RemoteAttempts attempts, IngestThreads threads, Func<ServerCallContext, string> identity, AwaitedLogs logs) : AgentDataMethods
{
    private static readonly TimeSpan openPatience = TimeSpan.FromSeconds(30);

    public override async Task Transfer(IAsyncStreamReader<ArrivedMessage> requestStream, IServerStreamWriter<DataDown> responseStream, ServerCallContext context)
    {
        var agentId = identity(context);
        var opened = await Open(requestStream, context.CancellationToken);
        var attempt = opened is null ? null : attempts.Find(opened.Job, opened.Attempt, agentId);
        var lane = attempt is null ? null : new IngestLane(threads, attempt);
        if (lane is null || !attempt!.Join(lane))
        {
            await responseStream.WriteAsync(new DataDown { Failure = Failures.Of(attempt?.Failure ?? RemoteAttempt.Unknown()) }, context.CancellationToken);
            return;
        }
        try
        {
            await responseStream.WriteAsync(new DataDown { Opened = new Opened() }, context.CancellationToken);
            var writing = Write(lane, responseStream, context.CancellationToken);
            await Read(lane, attempt, requestStream, context.CancellationToken);
            lane.End(null);
            await writing;
        }
        finally
        {
            lane.End(null);
            attempt.Part(lane);
        }
    }

    public override Task Follow(IAsyncStreamReader<LogUp> requestStream, IServerStreamWriter<LogDown> responseStream, ServerCallContext context) =>
        logs.Serve(identity(context), requestStream, responseStream, context.CancellationToken);

    /// <returns>Null where the stream does not begin as it must.</returns>
    private static async Task<JobAttempt?> Open(IAsyncStreamReader<ArrivedMessage> up, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(openPatience);
        return await up.MoveNext(patience.Token) ? up.Current.Other?.Open?.Job : null;
    }

    /// <summary>Reads until the agent ends the stream and its last message is done, or the lane or the connection ends.</summary>
    private static async Task Read(IngestLane lane, RemoteAttempt attempt, IAsyncStreamReader<ArrivedMessage> up, CancellationToken connection)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(connection, lane.Ended);
        try
        {
            while (true)
            {
                await lane.Room(either.Token);
                if (!await up.MoveNext(either.Token)) break;
                lane.Add(Turn(attempt, up.Current));
            }
        }
        catch (HoldfastException refusal)
        {
            attempt.Fail(refusal);
        }
        catch (Exception) when (lane.Ended.IsCancellationRequested && !connection.IsCancellationRequested)
        {
            // The lane's failure is on its way to the agent.
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            // The connection is gone: the agent opens another stream and sends again what was not acknowledged.
        }
    }

    private static IDataTurn Turn(RemoteAttempt attempt, ArrivedMessage message) => message switch
    {
        { Batch: { } batch } when attempt.Backup is { } backup => new StoreTurn(backup, batch),
        { Other.Pin: { } pin } when attempt.Backup is { } backup => new PinTurn(backup, pin),
        { Other.Read: { } read } => new ReadTurn(attempt.Chunks, read),
        _ => throw DataChecks.Refused($"A message '{message.Other?.MessageCase ?? DataUp.MessageOneofCase.Store}' has no place here."),
    };

    private static async Task Write(IngestLane lane, IServerStreamWriter<DataDown> down, CancellationToken connection)
    {
        try
        {
            await foreach (var answer in lane.Answers.ReadAllAsync(connection))
            {
                await down.WriteAsync(answer, connection);
                lane.Sent(answer);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or InvalidOperationException or RpcException)
        {
            lane.End(null); // the connection is gone
        }
    }
}
