using System.Collections.Concurrent;

namespace Holdfast.Server.Agents.Data;

/// <summary>The attempts that agents may open data streams for now.</summary>
internal sealed class RemoteAttempts
{
    private readonly ConcurrentDictionary<(string Job, uint Number), RemoteAttempt> open = new();

    internal void Open(RemoteAttempt attempt) => open[(attempt.Job, attempt.Number)] = attempt;

    /// <summary>Ends an attempt and waits until no thread works for it any more.</summary>
    internal void Close(RemoteAttempt attempt)
    {
        open.TryRemove((attempt.Job, attempt.Number), out _);
        attempt.Close();
    }

    /// <summary>Null where that agent was not given that attempt, or it is over.</summary>
    internal RemoteAttempt? Find(string job, uint number, string agentId) =>
        open.TryGetValue((job, number), out var attempt) && attempt.AgentId == agentId ? attempt : null;
}
