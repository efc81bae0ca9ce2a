using System.Net;
using Holdfast.Contracts.Errors;
using MailKit.Net.Proxy;

namespace Holdfast.Server.Notifications;

/// <summary>The proxy of the settings as the mail client takes it.</summary>
internal static class MailProxy
{
    /// <exception cref="HoldfastException">Mail is to go through a proxy, and none is set.</exception>
    internal static ProxyClient Of(IWebProxy? proxy)
    {
        if (proxy is not WebProxy { Address: { } address } set)
            throw new HoldfastException(ErrorCode.ProxyNotUsable, "smtpThroughProxy is set, but proxy is not.", "Set proxy in settings.json, or remove smtpThroughProxy, and start the server again.");
        var credentials = set.Credentials as NetworkCredential;
        return address.Scheme switch
        {
            "https" => credentials is null ? new HttpsProxyClient(address.IdnHost, address.Port) : new HttpsProxyClient(address.IdnHost, address.Port, credentials),
            "socks5" => credentials is null ? new Socks5Client(address.IdnHost, address.Port) : new Socks5Client(address.IdnHost, address.Port, credentials),
            _ => credentials is null ? new HttpProxyClient(address.IdnHost, address.Port) : new HttpProxyClient(address.IdnHost, address.Port, credentials),
        };
    }
}
