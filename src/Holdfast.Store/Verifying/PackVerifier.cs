using System.Buffers;
using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Compression;
using Holdfast.Format.Packs;
using Holdfast.Store.Index;
using Holdfast.Store.Reading;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Verifying;

/// <summary>Reads one pack from front to back and checks it at three levels: footer, ciphertext, plaintext. One per thread.</summary>
internal sealed class PackVerifier(Repository repository, Action<FoundDamage> found) : IDisposable
{
    private const int LargestRun = 4 << 20;
    private readonly ChunkCodecs codecs = new();
    private byte[] plain = new byte[1 << 20];
    private byte[] payload = new byte[1 << 20];

    public long Chunks { get; private set; }

    public long Bytes { get; private set; }

    /// <param name="records">False: only header and footer.</param>
    public void Check(in PackId pack, bool records)
    {
        IReadOnlyList<IndexEntry> entries;
        try
        {
            repository.Packs.CheckHeader(pack);
            entries = PackAccess.ToIndexEntries(repository.Packs.ReadFooter(pack));
        }
        catch (MalformedDataException error)
        {
            found(new FoundDamage(FoundDamage.Footer, pack, null, null, null, error.Message));
            entries = PackSalvage.FindRecords(repository, pack);
            // The index knows the pack from better days: from now on it answers only for what can still be opened.
            repository.Index.RemovePack(pack);
            if (entries.Count > 0) repository.Index.AddPack(pack, entries);
        }
        catch (StorageException error) when (error.Fault is StorageFault.NotFound or StorageFault.DiskMissing)
        {
            found(new FoundDamage(FoundDamage.Footer, pack, null, null, null, error.Message));
            return;
        }
        if (!records) return;
        for (var from = 0; from < entries.Count;)
        {
            var to = from + 1;
            while (to < entries.Count && End(entries[to]) - entries[from].Offset <= LargestRun && entries[to].Offset == End(entries[to - 1])) to++;
            CheckRun(pack, entries, from, to);
            from = to;
        }
    }

    public void Dispose() => codecs.Dispose();

    private void CheckRun(in PackId pack, IReadOnlyList<IndexEntry> entries, int from, int to)
    {
        var start = entries[from].Offset;
        var size = (int)(End(entries[to - 1]) - start);
        var bytes = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            repository.Packs.ReadExactly(pack, start, bytes.AsSpan(0, size));
            for (var i = from; i < to; i++)
                CheckRecord(pack, entries[i], bytes.AsSpan((int)(entries[i].Offset - start), PackLayout.RecordSize((int)entries[i].StoredLength)));
        }
        catch (MalformedDataException error)
        {
            for (var i = from; i < to; i++) Report(FoundDamage.Ciphertext, pack, entries[i], error.Message);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void CheckRecord(in PackId pack, in IndexEntry entry, ReadOnlySpan<byte> record)
    {
        Chunks++;
        Bytes += record.Length;
        var level = FoundDamage.Ciphertext;
        try
        {
            Reserve(ref payload, (int)entry.StoredLength);
            Reserve(ref plain, (int)entry.PlainLength);
            var header = repository.Packs.OpenRecord(pack, entry.Slot, record, payload.AsSpan(0, (int)entry.StoredLength));
            if (header.Id != entry.Id || header.PlainLength != entry.PlainLength || header.Codec != entry.Codec) throw new MalformedDataException("The record says otherwise than the footer.");
            level = FoundDamage.Plaintext;
            var stored = payload.AsSpan(0, header.StoredLength);
            if (header.Codec == ChunkCodec.Stored) repository.Chunks.CheckName(header.Id, stored);
            else
            {
                codecs.Decode(header.Codec, stored, plain.AsSpan(0, header.PlainLength));
                repository.Chunks.CheckName(header.Id, plain.AsSpan(0, header.PlainLength));
            }
            if (repository.Damage.IsDamaged(pack, entry.Slot)) repository.Damage.Clear(pack, entry.Slot);
        }
        catch (MalformedDataException error)
        {
            Report(level, pack, entry, error.Message);
        }
    }

    private void Report(string level, in PackId pack, in IndexEntry entry, string message)
    {
        repository.Damage.Add(pack, entry.Slot);
        found(new FoundDamage(level, pack, entry.Slot, entry.Id, null, message));
    }

    private static void Reserve(ref byte[] buffer, int length)
    {
        if (buffer.Length < length) buffer = new byte[length];
    }

    private static long End(in IndexEntry entry) => entry.Offset + PackLayout.RecordSize((int)entry.StoredLength);
}
