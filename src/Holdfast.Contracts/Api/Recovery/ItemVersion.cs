namespace Holdfast.Contracts.Api.Recovery;

/// <summary>An item as one recovery point has it.</summary>
/// <param name="RecoveryPoint">Id of the point.</param>
/// <param name="Created">When the point was made.</param>
/// <param name="Disk">The point lies on disk.</param>
/// <param name="Online">The point lies in the vault.</param>
/// <param name="Change">first (no older point that was looked at has it), changed, same: content and metadata against the next older version.</param>
public sealed record ItemVersion(string RecoveryPoint, DateTimeOffset Created, bool Disk, bool Online, ItemInfo Item, string Change);
