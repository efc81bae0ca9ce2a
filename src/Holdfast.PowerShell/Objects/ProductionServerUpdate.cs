using Holdfast.Contracts.Api.Agents;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>What bringing an agent up to date came to.</summary>
[View("ProductionServerName", "State", "AgentVersion", "ServerVersion", "Reason")]
public sealed class ProductionServerUpdate : ServerObject
{
    private readonly AgentUpdate update;

    internal ProductionServerUpdate(DpmServer server, string name, AgentUpdate update) : base(server) => (ProductionServerName, this.update) = (name, update);

    public string ProductionServerName { get; }

    /// <summary>upToDate: nothing to do. byHand: run the command there.</summary>
    public string State => update.State;

    public string AgentVersion => update.AgentVersion;

    public string ServerVersion => update.ServerVersion;

    /// <summary>What to run on the agent's computer; null where there is nothing to do.</summary>
    public string? Command => update.Command;

    public string Reason => update.Reason;
}
