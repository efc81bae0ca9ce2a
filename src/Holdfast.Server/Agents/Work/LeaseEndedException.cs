namespace Holdfast.Server.Agents.Work;

/// <summary>An agent stayed away for longer than its session is kept open. Never leaves this folder.</summary>
internal sealed class LeaseEndedException(string server) : Exception($"The agent of {server} stayed away for longer than its session was kept open.");
