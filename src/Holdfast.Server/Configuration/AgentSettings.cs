using System.Net;

namespace Holdfast.Server.Configuration;

/// <summary>Settings of the agents' port and of what counts as absence.</summary>
public static class AgentSettings
{
    public static TextSetting Address { get; } = new("agentAddress", "0.0.0.0", "an IP address of this computer; 0.0.0.0 or :: for all",
        "address of the agents' port, which is opened with the first enrolment token", text => IPAddress.TryParse(text, out _) ? null : "must be an IP address.");

    public static WholeSetting Port { get; } = new("agentPort", 0, 0, 65535, "TCP port",
        "the agents' port; 0 takes the API's port + 1, or a free one where that is taken, and keeps it", "0: API port + 1");

    public static TextSetting ServerName { get; } = new("agentServerName", null, "a DNS name or IP address",
        "under which agents reach this server; without it the computer's own name",
        text => Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6 ? null : "must be a DNS name or an IP address.", 255);

    public static WholeSetting HeartbeatSeconds { get; } = new("agentHeartbeatSeconds", 60, 5, 3600, "seconds", "how often agents say that they are there");

    public static WholeSetting UnreachableMinutes { get; } = new("agentUnreachableMinutes", 3, 1, 1440, "minutes",
        "without a word for this long an agent counts as unreachable");

    public static WholeSetting StaleDays { get; } = new("agentStaleDays", 14, 1, 365, "days", "absence that raises an alert, of a computer that comes and goes and is in no protection group; groups say it for theirs (`--stale-days`)");

    public static IReadOnlyList<Setting> Keys { get; } = [Address, Port, ServerName, HeartbeatSeconds, UnreachableMinutes, StaleDays];
}
