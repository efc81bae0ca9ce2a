using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Setup;

/// <summary>Where the catalog shall be.</summary>
/// <param name="Kind">sqlite or postgresql; the other fields are for postgresql.</param>
/// <param name="Tls">disable, prefer, require, verifyFull.</param>
/// <param name="Password">Never saved with the answers and never read back.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CatalogChoice(
    string Kind = CatalogChoice.Sqlite, string? Host = null, int Port = 5432, string? Database = null, string? User = null, string? Password = null, string Tls = "prefer")
{
    public const string Sqlite = "sqlite", Postgres = "postgresql";

    /// <summary>Says nothing of the password.</summary>
    public override string ToString() => Kind == Postgres ? $"{Kind}: {Host}/{Database}" : Kind;
}
