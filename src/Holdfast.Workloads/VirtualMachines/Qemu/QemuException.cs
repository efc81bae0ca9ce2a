namespace Holdfast.Workloads.VirtualMachines.Qemu;

/// <summary>QEMU, its guest agent, or libvirt refused a command, or did not keep to its protocol.</summary>
/// <param name="kind">Class of the error as QEMU names it; empty where the protocol was broken.</param>
internal sealed class QemuException(string kind, string message, Exception? inner = null) : IOException(message, inner)
{
    public string Kind { get; } = kind;

    /// <summary>The program does not have the command: it is older, or the storage daemon.</summary>
    public bool IsUnknownCommand => Kind == "CommandNotFound";
}
