using Holdfast.Contracts.Api.Agents;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>A computer that is protected, or could be: the backup server's own, or one with an agent.</summary>
[View("ServerName", "AgentState", "AgentVersion", "OperatingSystem", "LastContact")]
public sealed class ProductionServer : ServerObject
{
    /// <summary>The backup server's own computer.</summary>
    internal ProductionServer(DpmServer server) : base(server) =>
        (ServerName, AgentId, AgentState, AgentVersion) = (server.HostName, "local", "ok", server.Version);

    internal ProductionServer(DpmServer server, AgentDetails agent) : base(server)
    {
        (ServerName, AgentId, AgentState, AgentVersion) = (agent.Name, agent.Id, agent.State, agent.Version);
        (OperatingSystem, LastContact, Roaming) = (agent.OperatingSystem, agent.LastContact?.LocalDateTime, agent.Roaming);
    }

    /// <summary>What the API knows its agent by.</summary>
    internal string AgentId { get; }

    /// <summary>Null where the API means this computer.</summary>
    internal string? RequestName => IsBackupServer ? null : ServerName;

    public string ServerName { get; }

    public string MachineName => ServerName;

    public string Name => ServerName;

    public string ProductionServerName => ServerName;

    /// <summary>Is the backup server itself.</summary>
    public bool IsBackupServer => AgentId == "local";

    /// <summary>enrolled (was never connected), ok, updateNeeded, unreachable.</summary>
    public string AgentState { get; }

    public string AgentVersion { get; }

    /// <summary>Null of the backup server's own computer.</summary>
    public string? OperatingSystem { get; }

    public DateTime? LastContact { get; }

    /// <summary>Comes and goes, such as a laptop.</summary>
    public bool Roaming { get; }

    /// <summary>By its whole name, or by that of the computer without its domain.</summary>
    internal bool IsNamed(string name) =>
        string.Equals(name, ServerName, StringComparison.OrdinalIgnoreCase) || string.Equals(name, ServerName.Split('.')[0], StringComparison.OrdinalIgnoreCase)
        || (IsBackupServer && Connections.ServerConnections.IsHere(name));

    public override string ToString() => ServerName;
}
