namespace Holdfast.Workloads.VirtualMachines.HyperV.Backup;

/// <summary>Changed blocks are not known: all of the disk is read. The message ends a sentence that begins with why.</summary>
/// <param name="isUnsupported">Another way of asking may know.</param>
public sealed class ChangeTrackingFailure(string message, bool isUnsupported = false, Exception? inner = null) : Exception(message, inner)
{
    public bool IsUnsupported { get; } = isUnsupported;
}
