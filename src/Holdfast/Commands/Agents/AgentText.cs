using System.Globalization;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Agents;
using Holdfast.Output;

namespace Holdfast.Commands.Agents;

/// <summary>Agents as text.</summary>
internal static class AgentText
{
    internal static TextTable Table(IReadOnlyList<AgentDetails> agents)
    {
        var table = new TextTable("ID", "NAME", "STATE", "VERSION", "OPERATING SYSTEM", "LAST CONTACT", "AWAY DAYS#", "ROAMING", "CERTIFICATE ENDS");
        foreach (var agent in agents)
            table.Add(agent.Id, agent.Name, agent.State, agent.Version, agent.OperatingSystem, Quantity.Time(agent.LastContact), Quantity.Count(agent.AwayDays),
                agent.Roaming ? $"yes, stale after {agent.StaleAfterDays} days" : "no", Quantity.Time(agent.CertificateEnds));
        return table;
    }

    internal static int Show(Session session, AgentDetails agent)
    {
        session.Result.Show(agent, AgentsJson.Default.AgentDetails, text =>
        {
            text.WriteLine($"Agent {agent.Id} of {agent.Name}: {agent.State}{(agent.Roaming ? ", comes and goes" : "")}");
            text.WriteLine(Limits(agent.Throttle));
        });
        return ExitCode.Done;
    }

    private static string Limits(AgentThrottle throttle) => throttle is { WorkMbps: 0, OtherMbps: 0 }
        ? "It sends without limit."
        : $"It sends at most {Rate(throttle.WorkMbps)} in work hours ({Clock(throttle.WorkStart)} to {Clock(throttle.WorkEnd)}, {string.Join(", ", throttle.WorkDays)}), {Rate(throttle.OtherMbps)} otherwise.";

    private static string Rate(int mbps) => mbps == 0 ? "no limit" : $"{mbps.ToString(CultureInfo.InvariantCulture)} Mbit/s";

    private static string Clock(int minutes) => TimeOnly.MinValue.AddMinutes(minutes).ToString("HH:mm", CultureInfo.InvariantCulture);
}
