namespace Holdfast.Workloads.VirtualMachines.Qemu.Planning;

/// <summary>What is done with a bitmap that an earlier backup left.</summary>
internal enum MarkStepKind
{
    /// <summary>It records again.</summary>
    Enable,

    /// <summary>It takes up what another one noted.</summary>
    Merge,

    Remove,
}
