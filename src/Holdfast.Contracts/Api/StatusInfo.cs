namespace Holdfast.Contracts.Api;

/// <summary>The server at a glance.</summary>
/// <param name="Pid">Process id of the server.</param>
/// <param name="ProtectedInstances">Production servers with at least one protected datasource.</param>
/// <param name="OpenAlerts">Active alerts of every severity.</param>
public sealed record StatusInfo(
    string Version, int Pid, string DataDirectory, DateTimeOffset Started, PoolInfo Pool, VaultInfo Vault, IReadOnlyList<AgentInfo> Agents,
    int ProtectedInstances, int Groups, int Sources, int RecoveryPoints, int RunningJobs, int QueuedJobs, int OpenAlerts, AlertCounts Alerts);
