namespace Holdfast.Contracts.Api.Agents;

/// <summary>How agents come onto other computers.</summary>
/// <param name="Version">Of this server and of what it gives out.</param>
public sealed record AgentInstallers(string Version, AgentInstaller Linux, AgentInstaller Windows)
{
    /// <summary>Stands in commands where the token of POST agents/tokens goes.</summary>
    public const string TokenPlaceholder = "{token}";

    /// <summary>Stands in commands where the server of POST agents/tokens goes, as long as the agents' port is not open.</summary>
    public const string ServerPlaceholder = "{server}";
}
