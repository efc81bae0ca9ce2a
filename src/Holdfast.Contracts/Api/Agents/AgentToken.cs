namespace Holdfast.Contracts.Api.Agents;

/// <summary>A new enrolment token, shown this once.</summary>
/// <param name="Token">A secret.</param>
/// <param name="Server">Where the agent enrolls, such as https://backup.example.org:8421.</param>
public sealed record AgentToken(string Id, string Token, string Server, DateTimeOffset Expires, string? Host)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"token {Id} for {Server}";
}
