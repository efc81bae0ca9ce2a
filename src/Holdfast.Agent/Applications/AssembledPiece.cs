using Holdfast.Format.Items;

namespace Holdfast.Agent.Applications;

/// <summary>The next bytes of a file: so many of a buffer, which become a chunk, or an extent that is known already.</summary>
/// <param name="Length">Bytes of the buffer; 0 with a known extent.</param>
internal readonly record struct AssembledPiece(int Length, Extent Known)
{
    public bool IsKnown => Length == 0;

    public static AssembledPiece Chunk(int length) => new(length, default);

    public static AssembledPiece Of(in Extent extent) => new(0, extent);
}
