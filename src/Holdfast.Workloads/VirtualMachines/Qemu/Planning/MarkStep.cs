namespace Holdfast.Workloads.VirtualMachines.Qemu.Planning;

/// <param name="Bitmap">Which one.</param>
/// <param name="From">Of a merge: whose notes it takes up; null otherwise.</param>
internal sealed record MarkStep(MarkStepKind Kind, string Bitmap, string? From = null);
