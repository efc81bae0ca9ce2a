using System.Globalization;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.PostgreSql.Protocol;

/// <summary>Where a PostgreSQL server listens: a host and port, or the directory of its Unix socket and a port.</summary>
/// <param name="Host">A name or an IP address, IPv6 without brackets; the socket's directory where <see cref="IsSocket"/>.</param>
internal sealed record ServerAddress(string Host, int Port, bool IsSocket)
{
    public const int DefaultPort = 5432;

    private const string Scheme = "postgresql://";

    /// <summary>What PostgreSQL calls the socket in its directory.</summary>
    public string SocketPath => $"{Host}/.s.PGSQL.{Port}";

    public static bool IsOne(string path) =>
        path.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || path.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.AddressWrong"/>.</exception>
    public static ServerAddress Parse(string path)
    {
        if (!IsOne(path)) throw Wrong(path, "it does not begin with postgresql://");
        var rest = path[(path.IndexOf("//", StringComparison.Ordinal) + 2)..];
        if (rest.Contains('@', StringComparison.Ordinal)) throw Wrong(path[..path.IndexOf("//", StringComparison.Ordinal)], "it holds a user: give user and password apart from it");
        if (rest.AsSpan().ContainsAny('?', '#')) throw Wrong(path, "it has parameters: give them as options of the datasource");
        rest = Uri.UnescapeDataString(rest);
        return rest.StartsWith('/') ? Socket(path, rest) : Network(path, rest);
    }

    /// <summary>The one way to write it.</summary>
    public override string ToString() => IsSocket ? $"{Scheme}{Host}:{Port}" : Host.Contains(':', StringComparison.Ordinal) ? $"{Scheme}[{Host}]:{Port}" : $"{Scheme}{Host}:{Port}";

    private static ServerAddress Socket(string path, string rest)
    {
        var colon = rest.LastIndexOf(':');
        var port = DefaultPort;
        if (colon > rest.LastIndexOf('/'))
        {
            port = ParsePort(path, rest[(colon + 1)..]);
            rest = rest[..colon];
        }
        var directory = rest.TrimEnd('/');
        if (directory.Length == 0 || directory.Contains('\0', StringComparison.Ordinal) || directory.Split('/').Contains("..")) throw Wrong(path, "a directory of sockets was expected, such as postgresql:///var/run/postgresql");
        return new ServerAddress(directory, port, true);
    }

    private static ServerAddress Network(string path, string rest)
    {
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0 && rest.Length > slash + 1) throw Wrong(path, "it names a database: whole clusters are protected, with all their databases");
        if (slash >= 0) rest = rest[..slash];
        string host, port;
        if (rest.StartsWith('['))
        {
            var end = rest.IndexOf(']', StringComparison.Ordinal);
            if (end < 0) throw Wrong(path, "the bracket of its IPv6 address is not closed");
            if (!System.Net.IPAddress.TryParse(rest.AsSpan(1, end - 1), out var parsed) || parsed.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6)
                throw Wrong(path, "what stands in brackets is no IPv6 address");
            host = parsed.ToString();
            port = rest[(end + 1)..];
            if (port.Length > 0 && port[0] != ':') throw Wrong(path, "a port was expected after the bracket");
            port = port.TrimStart(':');
        }
        else
        {
            var colon = rest.IndexOf(':', StringComparison.Ordinal);
            (host, port) = colon < 0 ? (rest, "") : (rest[..colon], rest[(colon + 1)..]);
            host = host.TrimEnd('.').ToLowerInvariant();
        }
        if (host.Length is 0 or > 253 || !host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '%' || c > 127)) throw Wrong(path, "its host is not one");
        return new ServerAddress(host, port.Length == 0 ? DefaultPort : ParsePort(path, port), false);
    }

    private static int ParsePort(string path, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 ? port : throw Wrong(path, "its port is not one");

    private static WorkloadException Wrong(string path, string why) =>
        new(WorkloadFault.AddressWrong, $"“{path}” is no address of a PostgreSQL cluster: {why}.", "Write postgresql://HOST:PORT, or postgresql:///DIRECTORY:PORT for a Unix socket.");
}
