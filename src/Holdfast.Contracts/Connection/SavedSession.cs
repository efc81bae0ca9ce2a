namespace Holdfast.Contracts.Connection;

/// <summary>A session that `holdfast login` keeps for the next commands.</summary>
public sealed record SavedSession(string Server, string Name, string Token, DateTimeOffset Expires, string? Certificate)
{
    /// <summary>Says nothing of the token.</summary>
    public override string ToString() => $"{Name} at {Server}";
}
