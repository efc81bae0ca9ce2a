namespace Holdfast.Workloads.Nbd;

/// <summary>Flags of a request.</summary>
[Flags]
internal enum NbdCommandFlags : ushort
{
    None = 0,
    ForceUnitAccess = 1,
    NoHole = 2,
    DontFragment = 4,

    /// <summary>Of <see cref="NbdCommand.BlockStatus"/>: one extent is enough.</summary>
    OneExtent = 8,
    FastZero = 16,
}
