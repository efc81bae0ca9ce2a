using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Recovery;

/// <summary>Sets and steps as people read them.</summary>
internal static class StepText
{
    public static string Of(BackupSet set) =>
        $"{set.Kind switch { BackupSetKind.Full => set.IsShadowCopy ? "full backup (shadow copy)" : "full backup", BackupSetKind.Differential => "differential backup", _ => "log" }} of {ReachableRange.Text(set.Started)}";

    public static string Of(RestoreStep step) => step switch
    {
        RestoreStep.TakeAlone => "ending connections",
        RestoreStep.TailLog => "backing up the tail of the log",
        RestoreStep.Data data => $"restoring the {Of(data.Set)}",
        RestoreStep.Log log => $"restoring the {Of(log.Step.Set)}",
        RestoreStep.ApplyTail => "restoring the tail of the log",
        RestoreStep.Recover => "opening the database",
        RestoreStep.Standby => "opening the database to readers",
        RestoreStep.GiveBack => "letting users in",
        RestoreStep.CheckPages => "checking pages",
        RestoreStep.Attach attach => $"attaching the {Of(attach.Set)}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
