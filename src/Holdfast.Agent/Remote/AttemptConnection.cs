using Holdfast.Contracts.Agent;

namespace Holdfast.Agent.Remote;

/// <summary>How the data streams of one attempt reach the server.</summary>
/// <param name="Client">Gives the client of the channel that is right now.</param>
/// <param name="Streams">Streams that carry data; questions have one of their own, so that they do not wait behind data.</param>
public sealed record AttemptConnection(Func<AgentData.AgentDataClient> Client, JobAttempt Attempt, int Streams, TimeProvider Clock)
{
    /// <summary>How long the server may be out of reach before the attempt is given up. Longer than the server keeps the session.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long nothing may come while something is due.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromMinutes(1);
}
