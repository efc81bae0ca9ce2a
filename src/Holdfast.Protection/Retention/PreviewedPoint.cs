namespace Holdfast.Protection.Retention;

/// <summary>A point under the goal that holds and under the one that is thought of.</summary>
public sealed record PreviewedPoint(HeldPoint Point, PointFate Before, PointFate After)
{
    /// <summary>The new goal would let it go although the old one keeps it.</summary>
    public bool IsLost => Before.Keep && !After.Keep;

    /// <summary>The old goal lets it go, and the new one would keep it.</summary>
    public bool IsSpared => !Before.Keep && After.Keep;
}
