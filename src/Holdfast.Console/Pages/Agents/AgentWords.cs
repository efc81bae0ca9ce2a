using Holdfast.Console.Text;
using Holdfast.Contracts.Api.Agents;

namespace Holdfast.Console.Pages.Agents;

/// <summary>Agents in words.</summary>
internal static class AgentWords
{
    /// <summary>A state's kind and its word.</summary>
    internal static (string Kind, string Word) State(AgentDetails agent, Texts texts) => agent.State switch
    {
        "ok" => ("ok", texts["Connected"]),
        "enrolled" => ("quiet", texts["Never connected"]),
        "updateNeeded" => ("warning", texts["Update needed"]),
        "unreachable" when agent.Roaming && agent.AwayDays < agent.StaleAfterDays => ("quiet", texts["Away"]),
        "unreachable" => ("danger", texts["Not reachable"]),
        _ => ("quiet", agent.State),
    };

    /// <summary>How fast it may send.</summary>
    internal static string Throttle(AgentThrottle throttle, Texts texts) => throttle switch
    {
        { WorkMbps: 0, OtherMbps: 0 } => texts["No limit"],
        _ => texts["{0} in work hours, {1} otherwise", Speed(throttle.WorkMbps, texts), Speed(throttle.OtherMbps, texts)],
    };

    private static string Speed(int mbps, Texts texts) => mbps == 0 ? texts["no limit"] : texts["{0} Mbit/s", mbps];
}
