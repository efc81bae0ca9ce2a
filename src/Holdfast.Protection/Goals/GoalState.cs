namespace Holdfast.Protection.Goals;

/// <summary>How a datasource stands to the goals of its group.</summary>
public enum GoalState
{
    /// <summary>Within its goals.</summary>
    Ok,

    /// <summary>Its newest recovery point is older than its group asks.</summary>
    Late,

    /// <summary>Its replica needs a consistency check.</summary>
    Inconsistent,

    /// <summary>It has no replica, or no recovery point, yet.</summary>
    Pending,

    /// <summary>Its group is suspended.</summary>
    Suspended,

    /// <summary>It is in no group.</summary>
    Stopped,
}
