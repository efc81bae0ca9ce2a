using Holdfast.Server.Agents.Data;

namespace Holdfast.Server.Agents.Work;

/// <summary>What all jobs on agents share.</summary>
internal sealed record RemoteContext(IConnectedAgents Agents, RemoteJobs Jobs, RemoteAttempts Attempts, RemoteCheckpoints Checkpoints, TimeProvider Time);
