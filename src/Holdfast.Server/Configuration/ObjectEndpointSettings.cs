using System.Net;

namespace Holdfast.Server.Configuration;

/// <summary>Settings of the port that database servers write their backups to.</summary>
public static class ObjectEndpointSettings
{
    public static TextSetting Address { get; } = new("objectEndpointAddress", "0.0.0.0", "an IP address of this computer; 0.0.0.0 or :: for all",
        "address of the port that database servers write backups to; it is open while such a backup or recovery runs, and a minute longer", text => IPAddress.TryParse(text, out _) ? null : "must be an IP address.");

    public static WholeSetting Port { get; } = new("objectEndpointPort", 0, 0, 65535, "TCP port",
        "that port; 0 takes the API's port + 2, or a free one where that is taken, and keeps it", "0: API port + 2");

    public static TextSetting ServerName { get; } = new("objectEndpointServerName", null, "a DNS name or IP address",
        "under which database servers reach this server; without it that of `agentServerName`, or else the computer's own name",
        text => Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6 ? null : "must be a DNS name or an IP address.", 255);

    public static WholeSetting IdleHours { get; } = new("objectEndpointIdleHours", 6, 1, 168, "hours", "an upload of which nothing came for this long is given up");

    public static IReadOnlyList<Setting> Keys { get; } = [Address, Port, ServerName, IdleHours];
}
