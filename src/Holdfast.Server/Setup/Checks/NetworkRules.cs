using System.Globalization;
using Holdfast.Contracts.Api.Setup;

namespace Holdfast.Server.Setup.Checks;

/// <summary>Clock, ports, and the way to other computers.</summary>
internal static class NetworkRules
{
    private static readonly TimeSpan smallSkew = TimeSpan.FromSeconds(60), largeSkew = TimeSpan.FromMinutes(5);

    internal static SetupCheck Clock(MachineFacts facts)
    {
        if (facts.Clock.Skew is not { } skew) return new Verdict("time-skew", "Clock", $"not compared: {facts.Clock.Skipped ?? "no other clock is known"}").Passed();
        var size = skew.Duration();
        var seconds = size.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        var verdict = new Verdict("time-skew", "Clock", size < TimeSpan.FromSeconds(2) ? $"as that of {facts.Clock.Source}" : $"{seconds} s {(skew > TimeSpan.Zero ? "ahead of" : "behind")} {facts.Clock.Source}");
        const string remedy = "Set the clock, and have it synchronized (NTP).";
        if (size >= largeSkew) return verdict.Fails("With such a difference codes of authenticators and certificates are refused, and retention goes by wrong days.", remedy);
        return size >= smallSkew ? verdict.Warns("Codes of authenticators are good for about a minute.", remedy) : verdict.Passed();
    }

    internal static SetupCheck Ports(MachineFacts facts)
    {
        var taken = facts.Ports.Where(port => port.Problem is not null).ToList();
        if (facts.Ports.Count == 0) return new Verdict("ports", "Ports", "chosen at the start, or in use by this server itself").Passed();
        var verdict = new Verdict("ports", "Ports", string.Join(", ", facts.Ports.Select(port => $"{port.Port} ({port.Purpose}): {port.Problem ?? "free"}")));
        if (taken.Count == 0) return verdict.Passed();
        var reason = $"Port {string.Join(" and ", taken.Select(port => port.Port.ToString(CultureInfo.InvariantCulture)))} cannot be opened.";
        const string remedy = "End the program that listens there, or choose another port (--port; agentPort in settings.json).";
        return taken.Any(port => port.IsNeeded) ? verdict.Fails(reason, remedy) : verdict.Warns(reason + " Another free one will be taken, which agents and firewalls have to know.", remedy);
    }

    internal static SetupCheck Connection(MachineFacts facts)
    {
        var network = facts.Network;
        var verdict = new Verdict("network", "Network", (network.IsConnected ? "connected" : "no network") + (network.Proxy is { } proxy ? $", proxy {proxy}" : ""));
        if (network.ProxyProblem is { } problem) return verdict.Fails($"The proxy cannot be used: {problem}", "Correct the proxy's address or credentials, or leave the proxy out.");
        return network.IsConnected ? verdict.Passed()
            : verdict.Warns("Only this computer can be protected, and only to disks and vaults of its own.", "Connect the computer to a network where others shall be protected, or a vault elsewhere be used.");
    }
}
