namespace Holdfast.Workloads.Applications;


/// <summary>What somebody wants back.</summary>
/// <param name="Point">Id of a point; null: whatever reaches <paramref name="Time"/>.</param>
/// <param name="Time">A moment to the second or finer; null: the point itself, or with <see cref="Latest"/> everything that the log has.</param>
/// <param name="Latest">As far as point and log go.</param>
/// <param name="Destination">Where to.</param>
/// <param name="Address">Instance to recover to (<see cref="RecoveryDestination.Instance"/>).</param>
/// <param name="NewName">Name there; null keeps it.</param>
/// <param name="Folder">Folder that files go to: of a copy, or of the database's files at an instance.</param>
/// <param name="Overwrite">What is there may be replaced.</param>
/// <param name="LeaveRestoring">More logs will be applied by somebody else.</param>
/// <param name="Items">Items inside; empty for everything.</param>
public sealed record RecoveryAsk(
    RecoveryDestination Destination, string? Point, DateTimeOffset? Time, bool Latest, string? Address, string? NewName, string? Folder, bool Overwrite, bool LeaveRestoring,
    IReadOnlyList<string> Items);
