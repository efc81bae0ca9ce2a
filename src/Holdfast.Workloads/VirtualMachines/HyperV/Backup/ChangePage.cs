using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Backup;

/// <summary>One answer about changed blocks.</summary>
/// <param name="Processed">Bytes from the asked offset on that it speaks of.</param>
/// <param name="Changed">As the platform gave it: in no promised order, unchecked.</param>
public sealed record ChangePage(long Processed, IReadOnlyList<ByteRange> Changed);
