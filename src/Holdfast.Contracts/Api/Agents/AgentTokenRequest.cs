namespace Holdfast.Contracts.Api.Agents;

/// <summary>Asks for an enrolment token. With <paramref name="Host"/> only an agent of that name can use it, also to enroll again under a name that is taken.</summary>
public sealed record AgentTokenRequest(string? Host = null);
