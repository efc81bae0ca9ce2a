namespace Holdfast.Contracts.Api.Applications;

/// <summary>How the log of an application is followed.</summary>
/// <param name="State">following, connecting (again, after <paramref name="Reason"/>), broken (a new base is needed), stopped.</param>
/// <param name="Covered">The newest moment that can be recovered with it; null where not known.</param>
/// <param name="End">Where it ends, as the application counts.</param>
/// <param name="Segments">Kept pieces.</param>
/// <param name="LagMs">Time since the log was last known to be complete in the pool; null where it never was.</param>
/// <param name="Reason">Why it is not following.</param>
public sealed record LogFollowing(
    string State, DateTimeOffset? Covered, string? Start, string? End, int Segments, long Bytes, long? LagMs, DateTimeOffset? LastCommit, string? Reason);
