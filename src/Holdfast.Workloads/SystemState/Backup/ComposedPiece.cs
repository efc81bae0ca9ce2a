using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.SystemState.Backup;

/// <summary>Where a range of a composed disk comes from.</summary>
/// <param name="Offset">On the composed disk.</param>
/// <param name="SourceOffset">On the source.</param>
internal sealed record ComposedPiece(long Offset, long Length, IDisk Source, long SourceOffset)
{
    public long End => Offset + Length;
}
