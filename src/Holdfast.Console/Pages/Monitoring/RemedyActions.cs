using Holdfast.Contracts.Api.Insight;

namespace Holdfast.Console.Pages.Monitoring;

/// <summary>What a button can do against a problem: the words of <see cref="NeededActions"/> and those that only alerts have.</summary>
internal static class RemedyActions
{
    internal const string Check = NeededActions.Check, AddDisk = NeededActions.AddDisk, Reenroll = NeededActions.Reenroll, Run = NeededActions.Run,
        Unsuspend = NeededActions.Unsuspend, RegisterVault = NeededActions.RegisterVault, Seed = NeededActions.Seed, OpenAlert = NeededActions.OpenAlert;

    internal const string Synchronize = "synchronize", RunOnline = "runOnline", Rescan = "rescan", Heal = "heal", RebuildCatalog = "rebuildCatalog", FailedJobs = "failedJobs",
        RunningJobs = "runningJobs", Recoveries = "recoveries", Agents = "agents", Groups = "groups", Disks = "disks", Vault = "vault", Settings = "settings",
        Notifications = "notifications", Audit = "audit", Points = "points";
}
