using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Production servers, protection groups, replicas: DPM's numbers.</summary>
internal static class ProtectionErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(None, "No error", "Nothing went wrong.", "Nothing to do.", 200, 0),
        new(AgentUnreachable, "Agent unreachable", "No agent of that production server is connected to this server.",
            "Start the agent on the production server and check that it can reach this server; `holdfast agent list` shows who is connected.", 502, 4),
        new(PathNotFound, "Path not found", "The path, or a folder above it, does not exist on the production server; it may have been renamed or deleted.",
            "Check the path and give it again. For a protected path that was moved for good, protect the new one.", 404, 1),
        new(ItemLocked, "Item locked by another process", "Another process holds the item exclusively.",
            "Try again later, or stop the process that holds it.", 409, 3),
        new(PathNotAccessible, "Path not accessible", "The path exists but may not be read, or its file system reports errors.",
            "Give the account that Holdfast runs as the right to read it, and check the file system.", 403, 1),
        new(ProductionServerUnreachable, "Production server unreachable", "The connection to the production server broke or could not be made.",
            "Check that it is on and reachable, then run the job again.", 502, 4),
        new(AgentAccessDenied, "Agent refused", "The agent's certificate or token was not accepted.", "Enroll the agent again with a new token.", 403, 5),
        new(AgentNotResponding, "Agent does not respond", "The agent is connected but has not answered in time.",
            "Look into the agent's log and restart it, then run the job again.", 504, 4),
        new(TargetOutOfSpace, "Target out of space", "The disk that the job writes to on the production server, or the recovery target, is full.",
            "Free space there or choose another target, then run the job again.", 507, 1),
        new(ReplicaOutOfSpace, "Storage pool out of space", "No disk of the pool has room for what the job has to store.",
            "Add a disk (`holdfast disk add`), or delete recovery points; what they free is reclaimed by the collection that follows.", 507, 1),
        new(ReplicaCreationRunning, "Replica is being created", "The first copy of this datasource is not finished.",
            "Wait for the replica creation job to end, or run it again if it failed.", 409, 1),
        new(UnexpectedError, "Unexpected error", "Something happened that Holdfast does not expect; the log has the details.",
            "Run it again; if it comes back, report it with the lines around it in the server's log.", 500, 1),
        new(TooManyRecoveryPoints, "Too many recovery points", "The datasource has as many recovery points as its retention allows.",
            "Shorten the retention range, create points less often, or delete old ones.", 409, 1),
        new(BadExtension, "Bad file extension", "An excluded extension must begin with a dot and hold none of / \\ : * ? \" < > |.",
            "Give extensions such as .tmp.", 400, 2),
        new(NoDisks, "No disks in the storage pool", "The pool has no disk that can be written to.", "Add one with `holdfast disk add PATH`.", 409, 1),
        new(GroupNameExists, "Group name exists", "Another protection group has this name; case does not make a difference.", "Choose another name.", 409, 1),
        new(BadThrottle, "Bad bandwidth limit", "A bandwidth limit must lie between 1 and 10,000 Mbit/s.", "Give a value in that range.", 400, 2),
        new(BadGroupName, "Bad group name", "A protection group's name has 1 to 64 letters, digits, and spaces, among them at least one letter.",
            "Choose such a name.", 400, 2),
        new(AlreadyMember, "Already protected", "The path is a member of a protection group already.", "Nothing to do, or stop its protection there first.", 409, 1),
        new(ReplicaInconsistent, "Replica inconsistent", "The last job of this datasource failed, so its replica may lag behind the production server.",
            "Run `holdfast check SOURCE`, or create a recovery point: the alert resolves itself when one succeeds.", 409, 1),
        new(DiskMissing, "Disk missing", "A disk of the storage pool is not where it was.",
            "Connect or mount it again and run `holdfast disk rescan`. If it is lost, heal from the vault with `holdfast verify --pool --heal`.", 503, 1),
        new(DiskMissingInUse, "Disk missing that a job needs", "Data that the job has to read or write lies on a disk that is not there.",
            "Connect or mount the disk again, run `holdfast disk rescan`, then run the job again; or recover from the vault with --online.", 503, 1),
        new(ReplicaInconsistentAfterJob, "Replica inconsistent after a job", "A consistency check found differences between source and replica that it could not repair.",
            "Look at the job's errors, remove their causes, and run `holdfast check SOURCE` again.", 409, 1),
    ];
}
