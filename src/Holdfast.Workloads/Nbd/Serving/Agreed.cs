namespace Holdfast.Workloads.Nbd.Serving;

/// <summary>What the handshake agreed on.</summary>
internal sealed class Agreed
{
    public bool Structured { get; set; }

    /// <summary>Block status may be asked for, in the context <see cref="AllocationId"/>.</summary>
    public bool Allocation { get; set; }

    public const uint AllocationId = 1;
}
