namespace Holdfast.Protection.Schedules;

/// <summary>What a group's schedules start.</summary>
public enum RunKind
{
    Synchronization,
    RecoveryPoint,
    ExpressFull,
    OnlineRecoveryPoint,
    ConsistencyCheck,

    /// <summary>The first copy of new members, where it was put off.</summary>
    ReplicaCreation,

    /// <summary>Restore drills of applications.</summary>
    Drill,
}
