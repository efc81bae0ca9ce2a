using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Holdfast.Server.Agents.Authority;

/// <summary>Under which names and addresses this computer may be reached.</summary>
internal static class GatewayNames
{
    /// <param name="configured">Setting agentServerName, first where it is given.</param>
    internal static (IReadOnlyList<string> Names, IReadOnlyList<IPAddress> Addresses) Find(string? configured)
    {
        var names = new List<string>();
        var addresses = new List<IPAddress> { IPAddress.Loopback, IPAddress.IPv6Loopback };
        if (IPAddress.TryParse(configured, out var given)) addresses.Add(given);
        else if (configured is not null) names.Add(configured);
        var network = IPGlobalProperties.GetIPGlobalProperties();
        if (network.DomainName.Length > 0) names.Add($"{Environment.MachineName}.{network.DomainName}");
        names.Add(Environment.MachineName);
        names.Add("localhost");
        foreach (var adapter in NetworkInterface.GetAllNetworkInterfaces().Where(adapter => adapter.OperationalStatus == OperationalStatus.Up))
            addresses.AddRange(adapter.GetIPProperties().UnicastAddresses.Select(address => address.Address).Where(IsUseful));
        return ([.. names.Where(IsDnsName).Distinct(StringComparer.OrdinalIgnoreCase)], [.. addresses.Distinct()]);
    }

    private static bool IsDnsName(string name) => Uri.CheckHostName(name) == UriHostNameType.Dns;

    private static bool IsUseful(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork || !address.IsIPv6LinkLocal;
}
