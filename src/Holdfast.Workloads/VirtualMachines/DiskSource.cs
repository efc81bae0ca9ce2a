using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>A disk as it stands at the moment of a backup.</summary>
/// <param name="Name">Of its <see cref="MachineDisk"/>.</param>
/// <param name="Content">What is read; it does not change while it is read.</param>
/// <param name="Changed">What may differ from the point before: ascending, apart, within the disk. Null: nothing is known, and everything that holds data is read.</param>
internal sealed record DiskSource(string Name, IDisk Content, IReadOnlyList<ByteRange>? Changed);
