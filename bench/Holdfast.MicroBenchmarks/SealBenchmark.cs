using BenchmarkDotNet.Attributes;
using Holdfast.Format.Chunks;
using Holdfast.Format.Keys;
using Holdfast.Format.Packs;

namespace Holdfast.MicroBenchmarks;

/// <summary>Sealing one record of a pack (marker, header and body under AES-256-GCM), on one core.</summary>
[Config(typeof(ThroughputConfig))]
public class SealBenchmark
{
    private byte[] _payload = [];
    private byte[] _record = [];
    private RecordHeader _header;
    private RecordSealer _sealer = null!;
    private uint _slot;

    [Params(64 << 10, 1 << 20)]
    public int Size { get; set; }

    internal static IEnumerable<QuickCase> QuickCases()
    {
        foreach (var size in new[] { 64 << 10, 1 << 20 })
        {
            var benchmark = new SealBenchmark { Size = size };
            benchmark.Prepare();
            yield return new QuickCase($"Seal {size >> 10} KiB", size, () => benchmark.Seal());
            yield return new QuickCase($"Open {size >> 10} KiB", size, () => benchmark.Open());
        }
    }

    [GlobalSetup]
    public void Prepare()
    {
        _payload = RandomData.Make(Size);
        _record = new byte[PackLayout.RecordSize(Size)];
        _header = new RecordHeader(ChunkId.Read(RandomData.Make(ChunkId.Size)), ChunkKind.Content, ChunkCodec.Stored, Size, Size);
        _sealer = new RecordSealer(PackKey.Create(Keyring.Create(SystemRandomness.Instance), SystemRandomness.Instance));
        Seal();
    }

    [Benchmark]
    public int Seal()
    {
        _slot = (_slot + 1) % PackLayout.MostEntries;
        _sealer.Seal(_slot, _header, _payload, _record);
        return _record[^1];
    }

    [Benchmark]
    public int Open() => _sealer.Open(_slot, _record, _payload).StoredLength;
}
