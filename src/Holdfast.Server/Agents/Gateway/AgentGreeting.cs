using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents.Enrolling;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Status;

namespace Holdfast.Server.Agents.Gateway;

/// <summary>What an agent that says Hello is told, and what is noted about it.</summary>
internal sealed class AgentGreeting(AgentTable agents, Enroller enroller, AlertBoard alerts, AgentRules rules, TimeProvider time)
{
    private const int LongestText = 256;

    /// <summary>The first message to the agent, and the protocol that both speak; null where it is refused.</summary>
    internal (ServerMessage Message, uint? Protocol) Answer(AgentRow agent, Hello hello, X509Certificate2 certificate)
    {
        agents.SaveContact(agent.Id, Text(hello.Version), Text(hello.OperatingSystem), CatalogTime.From(time.GetUtcNow()));
        if (rules.Protocol.Common(hello.OldestProtocol, hello.NewestProtocol) is not { } protocol)
        {
            var message = $"The agent of {agent.Name} is version {Text(hello.Version)} (protocol {hello.OldestProtocol} to {hello.NewestProtocol}), "
                + $"this server is {StatusRoutes.Version} (protocol {rules.Protocol.Oldest} to {rules.Protocol.Newest}).";
            var refusal = new HoldfastException(ErrorCode.AgentIncompatible, message);
            alerts.Raise(AlertBoard.Critical, refusal.Code, agent.Id, message);
            return (new ServerMessage { Refused = new Refused { Code = (uint)refusal.Code, Message = message, Remedy = refusal.Remedy } }, null);
        }
        alerts.Resolve(ErrorCode.AgentIncompatible, agent.Id);
        var welcome = new Welcome
        {
            Protocol = protocol, HeartbeatSeconds = (uint)rules.Heartbeat.TotalSeconds, UpdateAvailable = rules.IsOlder(hello.Version),
            RenewCertificate = enroller.IsDue(new DateTimeOffset(certificate.NotAfter.ToUniversalTime())),
        };
        return (new ServerMessage { Welcome = welcome }, protocol);
    }

    internal Throttle ThrottleOf(AgentRow agent) => AgentThrottles.Message(AgentThrottles.Read(agents.ById(agent.Id)?.Throttle ?? ""));

    internal void Left(AgentLink link) => agents.SaveContacts([(link.AgentId, CatalogTime.From(link.LastHeard))]);

    private static string Text(string text) => new([.. text.Where(character => !char.IsControl(character)).Take(LongestText)]);
}
