namespace Holdfast.Workloads.Disks.Blocks;

/// <param name="Position">In the file, where it is held there; otherwise 0.</param>
internal readonly record struct Extent(Held Held, long Position, long Length)
{
    /// <summary>Whether the next part of the disk can be read with this one.</summary>
    public bool GoesOnWith(Extent next) => next.Held == Held && (Held != Held.Here || next.Position == Position + Length);
}
