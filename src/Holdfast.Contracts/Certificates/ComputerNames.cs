using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Holdfast.Contracts.Certificates;

/// <summary>Under which names and addresses this computer may be reached: for the certificates of its servers.</summary>
public static class ComputerNames
{
    /// <param name="configured">Names or addresses of the owner's choice, first where they are given.</param>
    public static (IReadOnlyList<string> Names, IReadOnlyList<IPAddress> Addresses) Find(IEnumerable<string> configured)
    {
        var names = new List<string>();
        var addresses = new List<IPAddress> { IPAddress.Loopback, IPAddress.IPv6Loopback };
        foreach (var text in configured)
        {
            if (IPAddress.TryParse(text, out var given)) addresses.Add(given);
            else names.Add(text);
        }
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
