using System.Net;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Exports;

/// <summary>Keys of settings.json about disks of recovery points that are given out.</summary>
public static class ExportSettings
{
    public static WholeSetting MostExports { get; } = new("mostExports", 16, 1, 256, "exports", "disks of recovery points that are given out at a time; each keeps up to 64 MiB of decoded content in memory");

    public static WholeSetting MostClients { get; } = new("exportClients", 16, 1, 256, "connections", "to one export at a time");

    public static WholeSetting IdleMinutes { get; } = new("exportIdleMinutes", 720, 1, 43_200, "minutes", "an export of which nobody asked anything for this long ends");

    public static TextSetting Folder { get; } = new("exportFolder", null, "an absolute path", "folder of the sockets of exports, which only the server's account may enter; without it DIR/exports",
        text => Path.IsPathFullyQualified(text) ? null : "must be an absolute path.");

    public static TextSetting Address { get; } = new("exportAddress", "0.0.0.0", "an IP address of this computer; 0.0.0.0 or :: for all",
        "address of the ports of exports that other computers may read over TLS", text => IPAddress.TryParse(text, out _) ? null : "must be an IP address.");

    public static WholeSetting Port { get; } = new("exportPort", 10_809, 1024, 65_520, "TCP port", "the first of 16 ports, of which each export that other computers may read takes one");

    /// <summary>Ports from <see cref="Port"/> on.</summary>
    internal const int Ports = 16;

    public static IReadOnlyList<Setting> Keys { get; } = [MostExports, MostClients, IdleMinutes, Folder, Address, Port];
}
