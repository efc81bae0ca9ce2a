namespace Holdfast.Server.Accounts;

/// <summary>A session in the catalog.</summary>
internal sealed record SessionRow
{
    public string TokenHash { get; init; } = "";

    /// <summary>Null for whoever signed in by a directory or an OpenID provider.</summary>
    public string? AccountId { get; init; }

    public string Name { get; init; } = "";

    public string Role { get; init; } = "";

    public long Created { get; init; }

    public long LastUsed { get; init; }
}
