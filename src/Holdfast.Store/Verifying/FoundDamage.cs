using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;

namespace Holdfast.Store.Verifying;

/// <summary>One damaged thing, named as exactly as it is known.</summary>
/// <param name="Level">footer, ciphertext, plaintext or point.</param>
public sealed record FoundDamage(string Level, PackId? Pack, uint? Slot, ChunkId? Chunk, string? Point, string Message)
{
    public const string Footer = "footer", Ciphertext = "ciphertext", Plaintext = "plaintext", PointLevel = "point";
}
