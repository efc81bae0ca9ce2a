using FsCheck.Xunit;
using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;

namespace Holdfast.Format.Tests.Packs;

public sealed class PackRoundTripTests
{
    [Property(MaxTest = 60)]
    public void ReadAll_AnyPayloads_ReturnsThem(byte[][] payloads, int seed)
    {
        var pack = new SamplePack(SamplePack.NewKeyring(seed), seed, [.. payloads.Select(payload => payload ?? [])]);
        var read = pack.ReadAll();
        Assert.Equal(pack.Payloads, read.Select(record => record.Payload));
        Assert.Equal(pack.Entries.Select(entry => entry.Header), read.Select(record => record.Header));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(PackLayout.PackAlignment)]
    public void Seal_Alignment_PadsTheWholePack(int alignment)
    {
        var pack = new SamplePack(SamplePack.NewKeyring(1), 1, [SamplePack.Text("x")], alignment);
        Assert.Equal(0, pack.Bytes.Length % alignment);
        Assert.Single(pack.ReadAll());
    }

    /// <summary>Footers of one and of twenty records are equally long: the length of a pack says little about how many chunks it holds.</summary>
    [Fact]
    public void Seal_FewRecords_MakesFootersOfOneLength()
    {
        var tails = new[] { 1, 20 }.Select(count =>
        {
            var pack = new SamplePack(SamplePack.NewKeyring(1), 1, [.. Enumerable.Range(0, count).Select(i => new byte[] { (byte)i })]);
            return pack.Bytes.Length - pack.RecordsEnd;
        });
        Assert.Single(tails.Distinct());
    }

    [Fact]
    public void Create_SameKeyring_MakesDifferentPacks()
    {
        var keyring = SamplePack.NewKeyring(1);
        var (a, b) = (new SamplePack(keyring, 1, [SamplePack.Text("same")]), new SamplePack(keyring, 2, [SamplePack.Text("same")]));
        Assert.NotEqual(a.Id, b.Id);
        Assert.False(a.Bytes.AsSpan(PackLayout.HeaderSize, 40).SequenceEqual(b.Bytes.AsSpan(PackLayout.HeaderSize, 40)));
    }

    /// <summary>Without its footer, every record is found by its marker, and by who has the key only.</summary>
    [Fact]
    public void ReadMarker_EveryByteOfAPack_FindsTheRecordsAndNothingElse()
    {
        var pack = SamplePack.Small();
        using var sealer = new RecordSealer(pack.Key);
        var found = new List<(uint Slot, int Offset)>();
        for (var at = 0; at + PackLayout.MarkerSize <= pack.Bytes.Length; at++)
            if (sealer.ReadMarker(pack.Bytes.AsSpan(at)) is { } slot) found.Add((slot, at));
        Assert.Equal(pack.Entries.Select((entry, i) => ((uint)i, (int)entry.Offset)), found);
        Assert.Equal(pack.Entries.Select(entry => entry.Header), found.Select(place => sealer.OpenHeader(place.Slot, pack.Bytes.AsSpan(place.Offset))));

        using var stranger = new RecordSealer(SamplePack.Small(seed: 2).Key);
        for (var at = 0; at + PackLayout.MarkerSize <= pack.Bytes.Length; at++) Assert.Null(stranger.ReadMarker(pack.Bytes.AsSpan(at)));
    }

    [Fact]
    public void Seal_LargestChunk_IsReadBack()
    {
        var payload = new byte[PackLayout.LargestChunk];
        new Random(1).NextBytes(payload);
        Assert.True(new SamplePack(SamplePack.NewKeyring(1), 1, [payload]).ReadAll()[0].Payload.AsSpan().SequenceEqual(payload));
    }

    [Theory]
    [InlineData(1 << 20, 5, 5, ChunkCodec.Stored, 1)]
    [InlineData(0, 5, 4, ChunkCodec.Stored, 1)]
    [InlineData(0, 5, 6, ChunkCodec.Zstd, 1)]
    [InlineData(0, 5, 5, (ChunkCodec)2, 1)]
    [InlineData(0, 5, 5, ChunkCodec.Stored, 0)]
    [InlineData(0, 5, 5, ChunkCodec.Stored, 5)]
    public void Seal_WhatNoReaderAccepts_Throws(uint slot, int plain, int stored, ChunkCodec codec, int kind)
    {
        var key = SamplePack.Small().Key;
        using var sealer = new RecordSealer(key);
        var header = new RecordHeader(default, (ChunkKind)kind, codec, plain, stored);
        var error = Record.Exception(() => sealer.Seal(slot, header, new byte[stored], new byte[PackLayout.RecordSize(stored)]));
        Assert.True(error is MalformedDataException or ArgumentException);
    }

    [Fact]
    public void TryParse_PackId_TakesLowerCaseHexOnly()
    {
        var id = SamplePack.Small().Id;
        Assert.True(PackId.TryParse(id.ToString(), out var parsed));
        Assert.Equal(id, parsed);
        Assert.False(PackId.TryParse(id.ToString().ToUpperInvariant(), out _));
        Assert.False(PackId.TryParse(id.ToString()[1..], out _));
        Assert.False(PackId.TryParse(id + "0", out _));
        Assert.False(PackId.TryParse(new string('g', 64), out _));
    }
}
