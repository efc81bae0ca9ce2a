namespace Holdfast.Server.Agents.Logs;

/// <summary>A log that an agent was asked to follow: the thread that asked waits here for the agent's stream, and has it until it is done with it.</summary>
internal sealed class AwaitedLog(IAgentLink link) : IDisposable
{
    private readonly TaskCompletionSource<LogCall> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the agent must say to be let in.</summary>
    internal string Id { get; } = Guid.NewGuid().ToString("N");

    internal IAgentLink Link => link;

    /// <summary>Completes with the stream, or is cancelled when the agent has left.</summary>
    internal Task<LogCall> Opened => opened.Task;

    /// <summary>Gives the agent's stream to who waits for it.</summary>
    /// <returns>Completes when the stream is needed no more; null where nobody waits for one.</returns>
    internal Task? Lend(LogCall call) => opened.TrySetResult(call) ? done.Task : null;

    /// <summary>The agent is gone or out of favor.</summary>
    internal void Leave()
    {
        if (!opened.TrySetCanceled() && opened.Task.IsCompletedSuccessfully && !done.Task.IsCompleted) opened.Task.Result.End();
    }

    public void Dispose()
    {
        opened.TrySetCanceled();
        done.TrySetResult();
    }
}
