using Holdfast.Contracts.Agent;

namespace Holdfast.Agent.Control;

/// <summary>Sends to the server over the control stream. Thread-safe.</summary>
public interface IControlSender
{
    /// <summary>False where no stream is open or it takes no more: then the message is lost.</summary>
    bool Send(AgentMessage message);
}
