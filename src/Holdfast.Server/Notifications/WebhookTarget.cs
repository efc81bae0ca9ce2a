using System.Net;
using System.Net.Sockets;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Notifications;

/// <summary>Which addresses a webhook may have: a server that can be made to call anything is a way into what only it can reach.</summary>
internal static class WebhookTarget
{
    private static readonly IPNetwork[] forbidden =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"),
        IPNetwork.Parse("100.100.100.200/32"), IPNetwork.Parse("::/128"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("fec0::/10"), IPNetwork.Parse("ff00::/8"),
        IPNetwork.Parse("fd00:ec2::254/128"),
    ];

    private static readonly IPNetwork translated = IPNetwork.Parse("64:ff9b::/96");

    private static readonly string[] metadataNames = ["metadata", "metadata.google.internal", "instance-data", "instance-data.ec2.internal"];

    /// <summary>Checks what the address itself says; what its name resolves to is checked when it is called.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.WebhookRefused"/>.</exception>
    internal static void Check(Uri url, bool allowLoopback)
    {
        var isLoopback = url.IsLoopback || IPAddress.TryParse(url.IdnHost, out var literal) && IsLoopback(literal);
        if (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && isLoopback && allowLoopback)) throw Refused(url, "it is not https");
        if (url.UserInfo.Length > 0) throw Refused(url, "it holds a user name or a password");
        if (metadataNames.Contains(url.IdnHost.TrimEnd('.'), StringComparer.OrdinalIgnoreCase)) throw Refused(url, "it is a service of the cloud's metadata");
        if (isLoopback && !allowLoopback) throw Refused(url, "it is this computer");
        if (IPAddress.TryParse(url.IdnHost, out var address) && !IsAllowed(address, allowLoopback)) throw Refused(url, "its network must not be called");
    }

    internal static bool IsAllowed(IPAddress address, bool allowLoopback)
    {
        var plain = Plain(address);
        return IsLoopback(plain) ? allowLoopback : !forbidden.Any(network => network.Contains(plain));
    }

    /// <summary>Connects to the first address of a name, where all of its addresses are allowed: a name with two faces is refused.</summary>
    /// <param name="allowLoopback">Null: it is a proxy, which may be anywhere.</param>
    internal static async ValueTask<Stream> Connect(DnsEndPoint target, bool? allowLoopback, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellation);
        if (addresses.Length == 0 || allowLoopback is { } allowed && !addresses.All(address => IsAllowed(address, allowed)))
            throw new HoldfastException(ErrorCode.WebhookRefused, $"The name {target.Host} belongs to a network that must not be called.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(Plain(address));

    // The same IPv4 address can be written in several ways as one of IPv6.
    private static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        var isCompatible = bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 && bytes[12] != 0;
        return isCompatible || translated.Contains(address) ? new IPAddress(bytes.AsSpan(12, 4)) : address;
    }

    private static HoldfastException Refused(Uri url, string why) => new(ErrorCode.WebhookRefused, $"The webhook {url.Scheme}://{url.IdnHost} is refused: {why}.");
}
