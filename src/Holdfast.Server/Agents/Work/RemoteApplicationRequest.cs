using Holdfast.Contracts.Agent;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Server.Engine.Applications;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Agents.Work;

/// <summary>One backup of an application that an agent reaches.</summary>
/// <param name="Server">Whose agent reads it; the datasource itself may be registered at another one.</param>
/// <param name="Site">What the workload there is told; holds the account.</param>
/// <param name="Throttle">What the agent may send for it; null leaves the agent its own limits.</param>
internal sealed record RemoteApplicationRequest(ApplicationBackup Backup, string Server, ApplicationSite Site, BackupType Wanted, ThrottlePlan? Throttle);
