using Holdfast.Contracts.Errors;
using Holdfast.Format.Items;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Reading;

namespace Holdfast.Server.Tests.Recovery.Content;

/// <summary>A file in memory, of which what lies behind <paramref name="damagedAt"/> is damaged.</summary>
internal sealed class MemoryContent(byte[] bytes, string name = "a.txt", long damagedAt = long.MaxValue) : IPointContent
{
    /// <summary>As much as one read gives.</summary>
    internal const int Piece = 1_000_000;

    public BrowsedItem Item { get; } = new(System.Text.Encoding.UTF8.GetBytes(name), ItemKind.File, bytes.Length, default, 0x1A4, 0, 0, null, ItemCondition.Complete);

    public int Read(long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        var length = (int)Math.Min(Math.Min(bytes.Length - offset, buffer.Length), Piece);
        if (length <= 0) return 0;
        if (offset + length > damagedAt) throw new HoldfastException(ErrorCode.ChunkDamaged, "Chunk abc cannot be read.");
        bytes.AsMemory((int)offset, length).CopyTo(buffer);
        return length;
    }
}
