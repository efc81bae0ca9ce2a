using System.Net;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Hosting;

/// <summary>Keys of settings.json about callers on other computers.</summary>
public static class RemoteSettings
{
    public static TextSetting Address { get; } = new(
        "apiAddress", null, "an IP address, or * for all", "the API also listens here, with TLS, for callers on other computers",
        text => text == "*" || IPAddress.TryParse(text, out _) ? null : "must be an IP address or *.");

    public static WholeSetting Port { get; } = new("apiPort", 8443, 0, 65535, "TCP port", "port of `apiAddress`; 0 takes any free one");

    public static ListSetting HostNames { get; } = new(
        "apiHostNames", [], "host names", "none", "names by which callers on other computers reach the server; requests that name another host are refused",
        text => Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6 ? null : $"holds '{text}', which is no host name.");

    public static TextSetting CertificateFile { get; } = new("certificateFile", null, "a path", "PKCS #12 file with certificate and key for `apiAddress`; without it the server makes its own");

    public static TextSetting CertificatePasswordFile { get; } = new("certificatePasswordFile", null, "a path", "file whose first line is the password of `certificateFile`");

    public static IReadOnlyList<Setting> Keys { get; } = [Address, Port, HostNames, CertificateFile, CertificatePasswordFile];
}
