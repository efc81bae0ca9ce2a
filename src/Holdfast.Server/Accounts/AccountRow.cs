using Holdfast.Contracts.Accounts;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Accounts;

/// <summary>An account in the catalog.</summary>
internal sealed record AccountRow
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Role { get; init; } = "";

    public string PasswordHash { get; init; } = "";

    /// <summary>JSON array.</summary>
    public string Servers { get; init; } = "[]";

    /// <summary>JSON array.</summary>
    public string GroupIds { get; init; } = "[]";

    /// <summary>Sealed; null without a second factor.</summary>
    public string? TotpSecret { get; init; }

    /// <summary>Sealed; waits for its first code.</summary>
    public string? TotpWaiting { get; init; }

    /// <summary>The newest time step of which a code was taken: none up to it is taken again.</summary>
    public long TotpStep { get; init; }

    public long Created { get; init; }

    public long? LastSignIn { get; init; }

    internal CallerScope Scope => new(CatalogJson.ReadList(Servers), CatalogJson.ReadList(GroupIds));

    internal Caller ToCaller(string sessionHash) => new(Name, RoleNames.Parse(Role), Scope, Id, sessionHash);
}
