using Holdfast.Format.Chunks;
using Holdfast.Format.Hashing;
using Holdfast.Format.Keys;
using Holdfast.Format.Packs;
using Holdfast.Testing.Keys;

namespace Holdfast.Format.Tests.Packs;

/// <summary>A whole pack in memory, made of the given payloads, and a strict reader of it.</summary>
internal sealed class SamplePack
{
    public SamplePack(Keyring keyring, int seed, IReadOnlyList<byte[]> payloads, int alignment = 1)
    {
        var randomness = new SeededRandomness(seed);
        Keyring = keyring;
        Key = PackKey.Create(keyring, randomness);
        Payloads = payloads;
        using var sealer = new RecordSealer(Key);
        var bytes = new List<byte>(Key.Header.ToArray());
        for (var i = 0; i < payloads.Count; i++)
        {
            var header = new RecordHeader(IdOf(payloads[i]), (ChunkKind)((i % 4) + 1), ChunkCodec.Stored, payloads[i].Length, payloads[i].Length);
            var record = new byte[PackLayout.RecordSize(payloads[i].Length)];
            sealer.Seal((uint)i, header, payloads[i], record);
            Entries.Add(new PackEntry(header.Id, header.Kind, header.Codec, (uint)bytes.Count, header.StoredLength, header.PlainLength));
            bytes.AddRange(record);
        }
        RecordsEnd = bytes.Count;
        bytes.AddRange(PackFooter.Seal(sealer, Entries, (uint)bytes.Count, alignment, randomness));
        Bytes = [.. bytes];
    }

    public Keyring Keyring { get; }

    public PackKey Key { get; }

    public PackId Id => Key.Pack;

    public IReadOnlyList<byte[]> Payloads { get; }

    public List<PackEntry> Entries { get; } = [];

    public int RecordsEnd { get; }

    public byte[] Bytes { get; }

    public static Keyring NewKeyring(int seed) => Keyring.Create(new SeededRandomness(seed));

    public static SamplePack Small(int seed = 1) => new(NewKeyring(1000), seed, [Text("first record"), [], Text("the third, a little longer"), Text("fourth ------")]);

    public static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    public ChunkId IdOf(byte[] payload) => new(Blake3.KeyedHash(Keyring.ChunkIdKey, payload));

    /// <summary>Reads everything that a verification reads: header, trailer, footer, every record.</summary>
    /// <exception cref="MalformedDataException">Something is not as it was written.</exception>
    public static List<(RecordHeader Header, byte[] Payload)> ReadAll(Keyring keyring, PackId id, byte[] pack)
    {
        if (pack.Length < PackLayout.HeaderSize + PackLayout.TrailerSize) throw new MalformedDataException("Too short.");
        using var sealer = new RecordSealer(PackKey.Open(keyring, id, pack));
        var (offset, length) = PackFooter.Locate(id, pack.AsSpan(pack.Length - PackLayout.TrailerSize), pack.Length);
        var entries = PackFooter.Open(sealer, pack.AsSpan((int)offset, length), offset);
        var read = new List<(RecordHeader, byte[])>();
        for (var i = 0; i < entries.Length; i++)
        {
            var payload = new byte[entries[i].StoredLength];
            var header = sealer.Open((uint)i, pack.AsSpan((int)entries[i].Offset, entries[i].RecordSize), payload);
            if (header != entries[i].Header) throw new MalformedDataException("The footer says other than the record.");
            read.Add((header, payload));
        }
        return read;
    }

    public List<(RecordHeader Header, byte[] Payload)> ReadAll() => ReadAll(Keyring, Id, Bytes);
}
