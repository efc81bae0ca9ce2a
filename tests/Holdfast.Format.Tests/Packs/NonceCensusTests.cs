using Holdfast.Format.Chunks;
using Holdfast.Format.Hashing;
using Holdfast.Format.Packs;

namespace Holdfast.Format.Tests.Packs;

public sealed class NonceCensusTests
{
    /// <summary>
    /// Two messages under one key and nonce have the same key stream: what was sealed, combined with what it was, must never show the same block twice,
    /// over headers, bodies and the footer of a pack.
    /// </summary>
    [Fact]
    public void Seal_ManySlots_NeverRepeatsAKeyStream()
    {
        const int records = 20_000, bodyAt = PackLayout.RecordOverhead - PackLayout.TagSize;
        var key = SamplePack.Small().Key;
        using var sealer = new RecordSealer(key);
        var seen = new HashSet<UInt128>();
        var payload = new byte[16];
        var header = new RecordHeader(new ChunkId(new Bytes32(0, 0, 0, 0)), ChunkKind.Content, ChunkCodec.Stored, payload.Length, payload.Length);
        var record = new byte[PackLayout.RecordSize(payload.Length)];
        uint[] edges = [PackLayout.MostEntries - 1, PackLayout.MostEntries / 2, 1 << 16, 255, 256];
        foreach (var slot in Enumerable.Range(0, records).Select(i => (uint)i).Concat(edges.Where(edge => edge >= records)))
        {
            sealer.Seal(slot, header, payload, record);
            // The first 16 bytes of the header (the id) and the whole payload are zeros: what is sealed is the key stream itself.
            Assert.True(seen.Add(BitConverter.ToUInt128(record.AsSpan(PackLayout.MarkerSize))), $"header of slot {slot}");
            Assert.True(seen.Add(BitConverter.ToUInt128(record.AsSpan(bodyAt))), $"body of slot {slot}");
        }
        var footer = new byte[1024 + PackLayout.TagSize];
        sealer.SealFooter(new byte[1024], footer, 4096);
        Assert.True(seen.Add(BitConverter.ToUInt128(footer)), "footer");
    }
}
