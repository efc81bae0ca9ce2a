namespace Holdfast.Protection.Goals;

/// <summary>What a replica is worth.</summary>
public enum ReplicaHealth
{
    /// <summary>There is none yet.</summary>
    Pending,
    Ok,

    /// <summary>The last job failed.</summary>
    Inconsistent,
}
