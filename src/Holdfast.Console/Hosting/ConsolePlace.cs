using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Console.Hosting;

/// <summary>What the pages need of the host that they run in.</summary>
/// <param name="Api">Address of the API; asked for with every new session, as a host knows its port only when it listens.</param>
/// <param name="KeyFolder">Keeps the keys of forms over a restart; it is made for its owner alone.</param>
/// <param name="App">Root component of the pages.</param>
/// <param name="ForwardingKey">Proves to the API that a request comes from this process, so that it believes whose browser it is for.</param>
public sealed record ConsolePlace(Func<Uri> Api, string KeyFolder, Type App, string ForwardingKey)
{
    /// <summary>Sent with every request: the key and the address of the browser, with a space between them.</summary>
    public const string ForwardingHeader = "Holdfast-Console";

    /// <summary>Path of the only pages that this host has besides the one to sign in, such as /setup: all others lead there. Null: it has all.</summary>
    public string? Home { get; init; }

    /// <summary>Value of <see cref="ForwardingHeader"/>.</summary>
    public string Forwarding(IPAddress? browser) => $"{ForwardingKey} {browser?.ToString() ?? "unknown"}";

    /// <summary>Before the names of cookies, so that two hosts on one computer do not take each other's.</summary>
    public string CookiePrefix { get; init; } = "holdfast";

    /// <summary>Address of the first page.</summary>
    public string FirstPage { get; init; } = "/";

    /// <summary>Address of the page on which one changes one's own password.</summary>
    public string OwnAccount { get; init; } = "/settings/account";

    /// <summary>Which certificate the API shows, where it has one of its own that nothing else vouches for; null: the API is asked without encryption, or as the system trusts.</summary>
    public Func<X509Certificate, bool>? IsApiCertificate { get; init; }

    /// <summary>Says nothing of the key.</summary>
    public override string ToString() => App.Name;
}
