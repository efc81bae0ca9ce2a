using Holdfast.Contracts.Agent;

namespace Holdfast.Server.Agents;

/// <summary>Numbers that decide about agents.</summary>
/// <param name="Protocol">What this server speaks.</param>
/// <param name="Version">Of this server.</param>
/// <param name="Heartbeat">How often agents say that they are there.</param>
/// <param name="Unreachable">After this long without a word an agent counts as unreachable.</param>
/// <param name="Stale">After this long the absence of a computer that comes and goes is an alert.</param>
internal sealed record AgentRules(AgentProtocol Protocol, string Version, TimeSpan Heartbeat, TimeSpan Unreachable, TimeSpan Stale)
{
    /// <summary>Whether a program is older than this server. What cannot be read as a version is.</summary>
    internal bool IsOlder(string version) => !System.Version.TryParse(Numbers(version), out var theirs) || theirs < System.Version.Parse(Numbers(Version));

    // A pre-release of 1.2.0 counts as 1.2.0: what differs then is seldom the protocol.
    private static string Numbers(string version) => version.Split('-', '+')[0];
}
