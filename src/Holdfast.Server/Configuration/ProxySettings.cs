using System.Net;
using Holdfast.Contracts.Errors;
using Holdfast.Store.Durability;

namespace Holdfast.Server.Configuration;

/// <summary>The HTTP proxy that everything goes through which this server calls by HTTP. Variables of the environment have no say.</summary>
public static class ProxySettings
{
    private const int LargestFile = 4096;

    public static TextSetting Proxy { get; } = new(
        "proxy", null, "http, https, or socks5 URL without user and path", "HTTP proxy for all that the server calls, such as `http://proxy.example:3128`; without it, calls go directly",
        url => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "socks5" && uri.Host.Length > 0 && uri.UserInfo.Length == 0 && uri.PathAndQuery == "/"
            ? null : "must be a URL such as http://proxy.example:3128; user and password belong into the file that proxyCredentialsFile names.");

    public static TextSetting ProxyCredentialsFile { get; } = new(
        "proxyCredentialsFile", null, "absolute path", "file with the proxy's user on its first and the password on its second line, readable by its owner alone",
        path => Path.IsPathFullyQualified(path) ? null : "must be an absolute path.");

    public static IReadOnlyList<Setting> All { get; } = [Proxy, ProxyCredentialsFile];

    /// <summary>The proxy, with its credentials; null where calls go directly. Addresses of this computer are always called directly.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.ProxyNotUsable"/>.</exception>
    public static IWebProxy? Load(Settings settings)
    {
        var file = settings.Get(ProxyCredentialsFile);
        if (settings.Get(Proxy) is not { } url)
            return file is null ? null : throw new HoldfastException(ErrorCode.ProxyNotUsable, "proxyCredentialsFile is set, but proxy is not.");
        return Of(url, file);
    }

    /// <summary>A proxy that was named elsewhere than in the settings, by the same rules.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.ProxyNotUsable"/>.</exception>
    public static IWebProxy Of(string url, string? credentialsFile)
    {
        foreach (var violation in new[] { Proxy.Check(url), credentialsFile is null ? null : ProxyCredentialsFile.Check(credentialsFile) })
            if (violation is not null) throw new HoldfastException(ErrorCode.ProxyNotUsable, violation);
        return new WebProxy(new Uri(url), BypassOnLocal: true) { Credentials = credentialsFile is null ? null : Credentials(credentialsFile) };
    }

    /// <summary>A handler for one client: through the proxy or directly, never by what the environment says, and without following redirects.</summary>
    public static SocketsHttpHandler Handler(IWebProxy? proxy) => new() { Proxy = proxy, UseProxy = proxy is not null, AllowAutoRedirect = false, UseCookies = false };

    private static NetworkCredential Credentials(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)) != 0)
                throw new HoldfastException(ErrorCode.ProxyNotUsable, $"'{path}' can be read by others than its owner.", $"Run: chmod 600 {path}");
            var lines = System.Text.Encoding.UTF8.GetString(DurableFile.ReadAll(path, LargestFile)).Split('\n', StringSplitOptions.TrimEntries);
            return lines is [{ Length: > 0 } user, { Length: > 0 } password, ..]
                ? new NetworkCredential(user, password)
                : throw new HoldfastException(ErrorCode.ProxyNotUsable, $"'{path}' must hold the proxy's user on its first line and the password on its second.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DurabilityException)
        {
            throw new HoldfastException(ErrorCode.ProxyNotUsable, $"'{path}' cannot be read: {failure.Message}", inner: failure);
        }
    }
}
