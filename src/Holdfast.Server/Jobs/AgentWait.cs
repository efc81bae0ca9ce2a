namespace Holdfast.Server.Jobs;

/// <summary>A job cannot run before an agent is there.</summary>
/// <param name="Server">Name of the production server whose agent it is.</param>
/// <param name="Others">Servers whose agents can run it as well.</param>
/// <param name="Longest">After this the job has failed.</param>
internal sealed record AgentWait(string Server, IReadOnlyList<string> Others, TimeSpan Longest);
