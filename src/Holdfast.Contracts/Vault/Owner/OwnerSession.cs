namespace Holdfast.Contracts.Vault.Owner;

/// <summary>A session of an administrator.</summary>
/// <param name="Token">Bearer token; a secret.</param>
public sealed record OwnerSession(string Name, string Token, DateTimeOffset Expires)
{
    /// <summary>Hides the token from logs.</summary>
    public override string ToString() => $"Session of {Name}";
}
