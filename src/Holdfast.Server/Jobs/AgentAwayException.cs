namespace Holdfast.Server.Jobs;

/// <summary>The agent that a running job needs is away. The job gives its place back and waits for the agent among the queued ones; what its checkpoint says is kept.</summary>
internal sealed class AgentAwayException(string server) : Exception($"The agent of {server} is away.");
