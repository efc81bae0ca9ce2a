using Holdfast.Contracts.Agent;

namespace Holdfast.Agent.Control;

/// <summary>Sends messages over the control stream. Thread-safe.</summary>
public interface IControlSender
{
    /// <summary>Queues a message; returns at once. While there is no connection it is lost: whoever must be heard says it again.</summary>
    void Send(AgentMessage message);
}
