namespace Holdfast.Commands.Agents;

/// <summary>An agent that was started in the background.</summary>
internal sealed record AgentProcess(int Pid);
