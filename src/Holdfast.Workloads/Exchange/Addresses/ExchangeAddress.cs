using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.Exchange.Addresses;

/// <summary>Address of a mailbox server or of a database on it: exchange://server/[id of the database]. A server ends with a slash.</summary>
/// <param name="Server">As its writer names it, in lower case.</param>
/// <param name="Database">Null for the server itself. Names of databases change; ids do not.</param>
internal sealed record ExchangeAddress(string Server, Guid? Database)
{
    private const string Scheme = "exchange://";
    private const int LongestServer = 255;

    public ExchangeAddress Container => this with { Database = null };

    public static bool IsOne(string path) => path.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.AddressWrong"/>.</exception>
    public static ExchangeAddress Parse(string text)
    {
        if (!IsOne(text)) throw Wrong(text, "it does not begin with exchange://");
        var parts = text[Scheme.Length..].Split('/');
        var server = parts[0].ToLowerInvariant();
        if (server.Length is 0 or > LongestServer || !server.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_')) throw Wrong(text, "it names no server");
        if (parts.Length == 1 || parts is [_, ""]) return new ExchangeAddress(server, null);
        return parts.Length == 2 && Guid.TryParse(parts[1], out var database) ? new ExchangeAddress(server, database) : throw Wrong(text, "what follows the server is no id of a database");
    }

    /// <summary>Whether a server's name means this one; without its domain it does as well.</summary>
    public bool IsOn(string server) => string.Equals(First(server), First(Server), StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"{Scheme}{Server}/{(Database is { } id ? id.ToString() : "")}";

    private static string First(string name) => name.IndexOf('.') is > 0 and var dot ? name[..dot] : name;

    private static WorkloadException Wrong(string text, string reason) =>
        new(WorkloadFault.AddressWrong, $"\"{text}\" is no address of Exchange: {reason}.", "Write exchange://SERVER/ID with the database's id, as discovery shows it, or exchange://SERVER/ for a server.");
}
