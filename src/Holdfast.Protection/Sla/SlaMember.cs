namespace Holdfast.Protection.Sla;

/// <summary>A member of a group, as far as the promise of a recovery point looks at it.</summary>
/// <param name="ProtectedSince">Since when it has been a member.</param>
/// <param name="LastPoint">When its newest recovery point was made; null where there is none.</param>
public sealed record SlaMember(string SourceId, DateTimeOffset ProtectedSince, DateTimeOffset? LastPoint);
