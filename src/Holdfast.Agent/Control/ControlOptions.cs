using Holdfast.Contracts.Agent;

namespace Holdfast.Agent.Control;

/// <summary>How an agent keeps its control stream.</summary>
/// <param name="Version">Of this program.</param>
/// <param name="Protocol">What it speaks.</param>
/// <param name="FirstWait">Before it connects again after a first failure; at most <paramref name="LongestWait"/> after many.</param>
/// <param name="HeartbeatAnswered">Told the time from each heartbeat to its answer.</param>
/// <param name="Connected">Told each Welcome.</param>
public sealed record ControlOptions(
    string Version, AgentProtocol Protocol, TimeSpan FirstWait, TimeSpan LongestWait, Action<TimeSpan>? HeartbeatAnswered = null, Action<Welcome>? Connected = null)
{
    /// <summary>As an installed agent runs: 1 second to 2 minutes.</summary>
    public static ControlOptions Standard { get; } = new(ProgramVersion.Own, AgentProtocol.Own, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));
}
