using System.Security.Cryptography;
using System.Text;
using Holdfast.Format.Chunks;
using Holdfast.Format.Hashing;
using Holdfast.Format.Packs;
using Holdfast.Store.Index;

namespace Holdfast.Store.Tests.Index;

/// <summary>Ids and entries that follow from numbers.</summary>
internal static class Sample
{
    public static PackId Pack(int number) => new(Hash($"pack {number}"));

    public static ChunkId Chunk(int number) => new(Hash($"chunk {number}"));

    /// <summary>Ids that agree in the first eight bytes, as no hash would make them.</summary>
    public static ChunkId Crowded(int number) => new(Hash($"chunk {number}") with { A = 7 });

    public static IndexEntry Entry(in ChunkId id, uint slot) => new(
        id, slot, slot * 1000, 900 + slot, 2000 + slot,
        slot % 3 == 0 ? ChunkKind.ItemBlock : ChunkKind.Content, slot % 2 == 0 ? ChunkCodec.Zstd : ChunkCodec.Stored);

    public static IndexEntry[] Entries(IEnumerable<ChunkId> ids) => [.. ids.Select((id, slot) => Entry(id, (uint)slot))];

    public static IndexEntry[] Entries(int first, int count) => Entries(Enumerable.Range(first, count).Select(Chunk));

    public static ChunkLocation At(in PackId pack, in IndexEntry entry) => new(
        pack, entry.Slot, entry.Offset, entry.StoredLength, entry.PlainLength, entry.Kind, entry.Codec);

    private static Bytes32 Hash(string name) => Bytes32.Read(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
