using System.Net;
using Holdfast.Contracts.Errors;

namespace Holdfast.Agent.Tls;

/// <summary>The HTTP proxy between an agent and its server, where there is one. It passes the connection on (CONNECT) and sees nothing of it: TLS goes through to the server.</summary>
public static class AgentProxy
{
    /// <summary>Such as http://user:password@proxy:3128; user and password where the proxy asks for them, percent-encoded.</summary>
    public const string Variable = "HOLDFAST_PROXY";

    /// <summary>Null where none is set.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.ProxyNotUsable"/>; what was set is not repeated, as it may hold a password.</exception>
    public static IWebProxy? Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || address.PathAndQuery != "/")
            throw new HoldfastException(ErrorCode.ProxyNotUsable, $"{Variable} is no address such as http://proxy:3128.", "Correct it, or unset it.");
        var parts = address.UserInfo.Split(':', 2);
        return new WebProxy(new UriBuilder(address.Scheme, address.Host, address.Port).Uri)
        {
            Credentials = parts.Length == 2 ? new NetworkCredential(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1])) : null,
        };
    }
}
