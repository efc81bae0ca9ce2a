namespace Holdfast.Workloads.FileSystems;

/// <summary>A piece of a file that lies in one place.</summary>
/// <param name="Position">Of its first byte in the file.</param>
/// <param name="Offset">Of its first byte on the volume; <see cref="Hole"/> where nothing is stored.</param>
/// <param name="Length">In bytes, above 0.</param>
internal readonly record struct Run(long Position, long Offset, long Length)
{
    public const long Hole = -1;

    public bool IsHole => Offset == Hole;

    /// <summary>The first byte of the file behind it.</summary>
    public long End => Position + Length;
}
