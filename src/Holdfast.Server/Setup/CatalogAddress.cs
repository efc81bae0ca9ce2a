using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Errors;
using Npgsql;

namespace Holdfast.Server.Setup;

/// <summary>Turns the choice of a catalog into the connection text of its database.</summary>
internal static class CatalogAddress
{
    private const int LongestPart = 255, PatienceSeconds = 5;

    /// <summary>Null for SQLite.</summary>
    /// <param name="password">Where the choice has none.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.SetupAnswersWrong"/>; names no password.</exception>
    internal static string? Text(CatalogChoice? choice, string? password)
    {
        if (choice is null || choice.Kind == CatalogChoice.Sqlite) return null;
        Check(choice);
        return new NpgsqlConnectionStringBuilder
        {
            Host = choice.Host, Port = choice.Port, Database = choice.Database, Username = choice.User, Password = choice.Password ?? password, SslMode = Mode(choice.Tls), Timeout = PatienceSeconds,
        }.ConnectionString;
    }

    internal static void Check(CatalogChoice choice)
    {
        if (choice.Kind is not (CatalogChoice.Sqlite or CatalogChoice.Postgres)) throw Wrong($"'{choice.Kind}' is no kind of catalog; there are {CatalogChoice.Sqlite} and {CatalogChoice.Postgres}.");
        if (choice.Kind == CatalogChoice.Sqlite) return;
        foreach (var (name, value) in new[] { ("host", choice.Host), ("database", choice.Database), ("user", choice.User) })
        {
            if (string.IsNullOrWhiteSpace(value)) throw Wrong($"The catalog's {name} is missing.");
            if (value.Length > LongestPart || value.Any(char.IsControl)) throw Wrong($"The catalog's {name} is too long, or holds control characters.");
        }
        if (choice.Port is < 1 or > 65535) throw Wrong("The catalog's port is a number from 1 to 65535.");
        _ = Mode(choice.Tls);
    }

    private static SslMode Mode(string tls) => tls switch
    {
        "disable" => SslMode.Disable, "prefer" => SslMode.Prefer, "require" => SslMode.Require, "verifyFull" => SslMode.VerifyFull,
        _ => throw Wrong($"'{tls}' is no way to use TLS; there are disable, prefer, require, and verifyFull."),
    };

    private static HoldfastException Wrong(string message) => new(ErrorCode.SetupAnswersWrong, message);
}
