using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Agents;

/// <summary>The control stream of one agent for as long as it is open. Thread-safe.</summary>
internal interface IAgentLink
{
    string AgentId { get; }

    /// <summary>Name of the production server.</summary>
    string ServerName { get; }

    /// <summary>Of the agent's process: with another one all that ran is gone.</summary>
    string Incarnation { get; }

    /// <summary>The version that both ends speak.</summary>
    uint Protocol { get; }

    bool IsOpen { get; }

    /// <summary>Queues a message; returns at once. What is queued for a link that closes is lost.</summary>
    void Send(ServerMessage message);

    /// <summary>Asks and waits for the answer. The request's number is set here. An answer that is a failure is thrown.</summary>
    /// <exception cref="HoldfastException">
    /// <see cref="ErrorCode.AgentNotResponding"/> when patience ends, <see cref="ErrorCode.AgentUnreachable"/> when the link closes, or what the agent says.
    /// </exception>
    Task<Answer> Ask(Ask question, TimeSpan patience, CancellationToken cancellation);
}
