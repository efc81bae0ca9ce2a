using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Setup;

/// <summary>Installs with the answers given so far.</summary>
/// <param name="Administrator">Name of the first account.</param>
/// <param name="TotpCode">The first code of the second factor that was begun before; null: the factor counts that was proved by <see cref="SetupClient.ProveTotp"/>, if one was.</param>
/// <param name="CatalogPassword">Of the PostgreSQL user; null: as given with the answers since the setup began.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record InstallRequest(string Administrator, string Password, string? TotpCode = null, string? CatalogPassword = null)
{
    /// <summary>Says nothing of what is secret.</summary>
    public override string ToString() => $"{nameof(InstallRequest)}: {Administrator}";
}
