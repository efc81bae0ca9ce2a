using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Jobs, protection, and alerts: Holdfast's own numbers.</summary>
internal static class JobErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(JobCancelled, "Job cancelled", "Someone cancelled the job.", "Run it again with `holdfast job rerun ID`.", 409, 1),
        new(JobInterrupted, "Job interrupted", "The server stopped or was killed while the job ran. Nothing half-done is kept as a recovery point.",
            "Run it again with `holdfast job rerun ID`: what was already stored is not stored again.", 500, 1),
        new(BadJobTransition, "Job is not in that state", "The job has ended, or has not begun, so this cannot be done with it.", "Look at its state with `holdfast job show ID`.", 409, 1),
        new(NothingToProtect, "Nothing selected", "The request names no path, datasource, or group member.", "Name at least one.", 400, 2),
        new(PathRefused, "Path refused", "The path is not absolute, is no folder or file that can be protected, or lies within Holdfast's own data.", "Choose another path.", 400, 1),
        new(SourceInOtherGroup, "Member of another group", "The path is protected by another group; a datasource has one group at a time.",
            "Leave out --group, or stop its protection in the other group first (`holdfast group stop`).", 409, 1),
        new(ProtectionStopped, "Protection stopped", "The datasource is no longer protected; its recovery points are kept.", "Protect it again with `holdfast protect PATH`.", 409, 1),
        new(NoRecoveryPoint, "No such recovery point", "The datasource has no recovery point of that id or not later than that time, in that place.",
            "See `holdfast recovery-point list SOURCE`.", 404, 1),
        new(VaultCopyFailed, "Vault copy failed", "The recovery point is on disk, but could not be sent to the vault completely.",
            "Remove the cause and run the job again: only what the vault lacks is sent.", 502, 1),
        new(BadRetention, "Bad retention range", "Retention on disk is 1 to 448 days, online 1 to 36,500 days.", "Give a value in that range.", 400, 2),
        new(BadPattern, "Bad exclusion pattern", "An exclusion must be a non-empty glob of at most 4,096 characters.", "Correct the pattern.", 400, 2),
        new(GroupNotEmpty, "Group has members", "A group that still protects datasources cannot be deleted.", "Stop its protection first (`holdfast group stop`).", 409, 1),
        new(JobReplaced, "Job replaced", "A scheduled job still waited for its agent when the next run was due, which took its place.",
            "Start the agent on the production server and check that it can reach this server (`holdfast agent list`): the newer run begins then.", 409, 1),
        new(PointsMissing, "Recovery points missing", "The catalog knows recovery points that the pool, or the vault, no longer has.",
            "If a disk is missing, connect it and run `holdfast disk rescan`; otherwise recover them from the other copy, or resolve the alert to forget them.", 409, 1),
        new(ClockJump, "Clock jumped", "The clock has moved ahead by more than a day since it was last seen, so no recovery point expires for now.",
            "Check the clock. If it is right, resolve the alert and expiry goes on.", 409, 1),
        new(DamageFound, "Damage found", "A verification found data in the pool or the vault that is not what was written.", "Run `holdfast verify --heal` and look at the job's result.", 500, 1),
        new(DescriptionUnreadable, "Description unreadable", "The pool's description of a group or a datasource cannot be read; it was left out of the catalog.",
            "Protect the path again: its recovery points are found by its id.", 500, 1),
    ];
}
