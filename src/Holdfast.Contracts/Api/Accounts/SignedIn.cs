namespace Holdfast.Contracts.Api.Accounts;

/// <summary>A session that has begun. The token is shown this once.</summary>
/// <param name="Token">For the header Authorization: Bearer TOKEN.</param>
/// <param name="Expires">When it ends at the latest; earlier after a pause of <paramref name="IdleMinutes"/>.</param>
public sealed record SignedIn(string Token, string Name, string Role, DateTimeOffset Expires, int IdleMinutes)
{
    /// <summary>Says nothing of the token.</summary>
    public override string ToString() => $"{Name}: {Role}";
}
