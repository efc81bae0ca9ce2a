namespace Holdfast.Workloads.VirtualMachines.Qemu.Planning;

/// <summary>What the bitmaps of a disk are good for.</summary>
/// <param name="Since">The bitmap that notes what changed since the newest point; null: everything is read.</param>
/// <param name="Why">Why everything is read; null where it is not.</param>
/// <param name="Steps">What is done first, in order: afterwards no bitmap of ours is there but that one, and it records.</param>
internal sealed record MarkPlan(string? Since, string? Why, IReadOnlyList<MarkStep> Steps);
