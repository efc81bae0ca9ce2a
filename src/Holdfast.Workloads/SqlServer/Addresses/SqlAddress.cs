using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SqlServer.Addresses;

/// <summary>Address of an instance or of a database in it: sqlserver://host[:port]/[instance/][database]. An instance ends with a slash.</summary>
/// <param name="Host">Lower case; an IPv6 address without brackets.</param>
/// <param name="Port">Null: the default port, or whatever the instance's name leads to.</param>
/// <param name="Instance">Upper case; null for the default instance.</param>
/// <param name="Database">Null for the instance itself.</param>
internal sealed record SqlAddress(string Host, int? Port, string? Instance, string? Database)
{
    private const string Scheme = "sqlserver://";
    private const int DefaultPort = 1433, LongestName = 128;

    public bool IsInstance => Database is null;

    public static bool IsOne(string path) => path.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.AddressWrong"/>.</exception>
    public static SqlAddress Parse(string text)
    {
        if (!IsOne(text)) throw Wrong(text, "it does not begin with sqlserver://");
        var rest = text[Scheme.Length..];
        if (rest.AsSpan().ContainsAny("@?#")) throw Wrong(text, "it holds one of @, ?, # (a user is given apart, and special characters of a name are written as %40 and the like)");
        var slash = rest.IndexOf('/');
        var (host, port) = Server(text, slash < 0 ? rest : rest[..slash]);
        var segments = slash < 0 ? [] : rest[(slash + 1)..].Split('/');
        // "…/" names the default instance, "…/X/" instance X, "…/X" a database, "…/X/D" a database of instance X.
        var names = segments.Select(segment => Name(text, segment)).ToArray();
        return names switch
        {
            [] or [""] => new SqlAddress(host, port, null, null),
            [{ Length: > 0 } database] => new SqlAddress(host, port, null, database),
            [{ Length: > 0 } instance, ""] => new SqlAddress(host, port, InstanceName(text, instance), null),
            [{ Length: > 0 } instance, { Length: > 0 } database] => new SqlAddress(host, port, InstanceName(text, instance), database),
            _ => throw Wrong(text, "it has more or emptier parts than host, instance, and database"),
        };
    }

    /// <summary>An address that must be of an instance: without its slash at the end sqlserver://HOST/PROD names a database of the default instance.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.AddressWrong"/>.</exception>
    public static SqlAddress ParseInstance(string text) => Parse(text) is { IsInstance: true } instance ? instance
        : throw new WorkloadException(WorkloadFault.AddressWrong, $"\"{text}\" names a database, and an instance is needed.", $"An instance ends with a slash: {text.TrimEnd('/')}/.");

    public SqlAddress Of(string database) => this with { Database = database };

    public SqlAddress Container => this with { Database = null };

    /// <summary>What the client connects to.</summary>
    public string DataSource => "tcp:" + (Host.Contains(':') ? $"[{Host}]" : Host) + (Port is { } port ? $",{port}" : Instance is { } instance ? $"\\{instance}" : "");

    public override string ToString()
    {
        var host = Host.Contains(':') ? $"[{Host}]" : Host;
        return $"{Scheme}{host}{(Port is { } port ? $":{port}" : "")}/{(Instance is { } instance ? Uri.EscapeDataString(instance) + "/" : "")}{(Database is { } database ? Uri.EscapeDataString(database) : "")}";
    }

    private static (string Host, int? Port) Server(string text, string server)
    {
        var close = server.StartsWith('[') ? server.IndexOf(']') : -1;
        if (server.StartsWith('[') && close < 0) throw Wrong(text, "a bracket is not closed");
        var colon = server.IndexOf(':', Math.Max(close, 0));
        var host = (colon < 0 ? server : server[..colon]).Trim('[', ']').ToLowerInvariant();
        if (host.Length == 0 || Uri.CheckHostName(host) == UriHostNameType.Unknown) throw Wrong(text, "it names no host");
        if (colon < 0) return (host, null);
        if (!int.TryParse(server.AsSpan(colon + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
            throw Wrong(text, "its port is no number from 1 to 65535");
        return (host, port == DefaultPort ? null : port);
    }

    private static string Name(string text, string segment)
    {
        var name = Uri.UnescapeDataString(segment);
        return name.Length <= LongestName && !name.Any(char.IsControl) ? name : throw Wrong(text, "a name in it is longer than 128 characters or holds control characters");
    }

    private static string? InstanceName(string text, string instance)
    {
        if (!instance.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '$' or '#')) throw Wrong(text, "its instance holds characters that instances do not have");
        return string.Equals(instance, "MSSQLSERVER", StringComparison.OrdinalIgnoreCase) ? null : instance.ToUpperInvariant();
    }

    private static WorkloadException Wrong(string text, string reason) =>
        new(WorkloadFault.AddressWrong, $"\"{text}\" is no address of SQL Server: {reason}.", "Write sqlserver://HOST[:PORT]/[INSTANCE/]DATABASE, or end with a slash for an instance.");
}
