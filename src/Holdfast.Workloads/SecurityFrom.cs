namespace Holdfast.Workloads;

/// <summary>Whose owner, mode, access lists and capabilities restored items get.</summary>
public enum SecurityFrom
{
    /// <summary>The destination's: umask and default access lists rule; only the execute bits come from the point.</summary>
    Destination,

    /// <summary>Those recorded in the recovery point.</summary>
    Point,
}
