namespace Holdfast.Workloads.VirtualMachines.Qemu;

/// <summary>A dirty bitmap of a disk.</summary>
/// <param name="IsRecording">It notes what the guest writes.</param>
/// <param name="IsInconsistent">It was not stored in order when QEMU ended: what it says cannot be believed.</param>
internal sealed record QemuBitmap(string Name, bool IsRecording, bool IsInconsistent);
