namespace Holdfast.Contracts.Vault;

/// <summary>What became of a <see cref="RetirementRequest"/>; all of it, or an error and none.</summary>
/// <param name="Retired">Hidden now, removed when the rules allow.</param>
/// <param name="Removed">Housekeeping blobs (owners, tombstones, notes of damage), removed at once.</param>
/// <param name="Absent">Not there, or retired before.</param>
public sealed record RetirementResult(int Retired, int Removed, int Absent);
