using System.Buffers;
using Holdfast.Format;
using Holdfast.Format.Packs;
using Holdfast.Store.Index;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Reading;

/// <summary>Opens packs for reading: header, footer, records. Keys of recently used packs are kept (bounded).</summary>
internal sealed class PackAccess(Repository repository) : IDisposable
{
    private const int KeptPacks = 512;
    private readonly Dictionary<PackId, PackSealers> kept = [];
    private readonly Queue<PackId> order = new();
    private readonly Lock gate = new();

    /// <summary>Sealers of a pack, its header read and checked once.</summary>
    /// <exception cref="MalformedDataException">The header is damaged.</exception>
    public PackSealers Open(in PackId pack)
    {
        if (Find(pack) is { } known) return known;
        var header = new byte[PackLayout.HeaderSize];
        ReadExactly(pack, 0, header);
        return Keep(new PackSealers(PackKey.Open(repository.Keyring, pack, header)));
    }

    /// <summary>Reads the header anew, whatever is kept of it.</summary>
    /// <exception cref="MalformedDataException">The header is damaged; what was kept of the pack is forgotten.</exception>
    public void CheckHeader(in PackId pack)
    {
        var header = new byte[PackLayout.HeaderSize];
        try
        {
            ReadExactly(pack, 0, header);
            _ = PackKey.Open(repository.Keyring, pack, header);
        }
        catch (MalformedDataException)
        {
            Forget(pack);
            throw;
        }
    }

    /// <summary>The entries of a pack from its footer, checked. Mostly one read: the footer comes with the trailer.</summary>
    /// <param name="length">The pack's length where it is known, as from a listing; otherwise it is asked for.</param>
    /// <exception cref="MalformedDataException">Damaged or cut short.</exception>
    public PackEntry[] ReadFooter(in PackId pack, long? length = null)
    {
        var total = length ?? repository.Blobs.GetLength(BlobNames.Pack(pack));
        if (total < PackLayout.HeaderSize + PackLayout.TrailerSize) throw new MalformedDataException($"Pack {pack} has only {total} bytes.");
        var tail = new byte[Math.Min(repository.Options.Reads.TailBytes, total)];
        ReadExactly(pack, total - tail.Length, tail);
        var (offset, footerLength) = PackFooter.Locate(pack, tail.AsSpan(tail.Length - PackLayout.TrailerSize), total);
        var inTail = tail.Length - PackLayout.TrailerSize;
        if (footerLength <= inTail) return OpenFooter(pack, tail.AsSpan(inTail - footerLength, footerLength), offset);
        var footer = new byte[footerLength];
        ReadExactly(pack, offset, footer.AsSpan(0, footerLength - inTail));
        tail.AsSpan(0, inTail).CopyTo(footer.AsSpan(footerLength - inTail));
        return OpenFooter(pack, footer, offset);
    }

    public void AddToIndex(in PackId pack, long? length = null) => repository.Index.AddPack(pack, ToIndexEntries(ReadFooter(pack, length)));

    /// <summary>Finds the records of a pack without its footer and indexes those that open.</summary>
    public int SalvageToIndex(in PackId pack)
    {
        var found = PackSalvage.FindRecords(repository, pack);
        if (found.Count > 0) repository.Index.AddPack(pack, found);
        return found.Count;
    }

    public static IndexEntry[] ToIndexEntries(IReadOnlyList<PackEntry> entries)
    {
        var result = new IndexEntry[entries.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var entry = entries[i];
            result[i] = new IndexEntry(entry.Id, (uint)i, entry.Offset, (uint)entry.StoredLength, (uint)entry.PlainLength, entry.Kind, entry.Codec);
        }
        return result;
    }

    /// <summary>The payload of a record, opened, in a rented array.</summary>
    /// <exception cref="MalformedDataException">Damaged.</exception>
    /// <exception cref="StorageException">Not readable.</exception>
    public RecordHeader ReadRecord(in ChunkLocation at, out byte[] rentedPayload)
    {
        var size = PackLayout.RecordSize((int)at.StoredLength);
        var record = ArrayPool<byte>.Shared.Rent(size);
        rentedPayload = [];
        try
        {
            ReadExactly(at.Pack, at.Offset, record.AsSpan(0, size));
            var payload = ArrayPool<byte>.Shared.Rent(Math.Max((int)at.StoredLength, 1));
            rentedPayload = payload;
            return OpenRecord(at.Pack, at.Slot, record.AsSpan(0, size), payload.AsSpan(0, (int)at.StoredLength));
        }
        catch
        {
            if (rentedPayload.Length > 0) ArrayPool<byte>.Shared.Return(rentedPayload);
            rentedPayload = [];
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(record);
        }
    }

    public RecordHeader OpenRecord(in PackId pack, uint slot, ReadOnlySpan<byte> record, Span<byte> payload)
    {
        var sealers = Find(pack) ?? Recognize(pack, slot, record) ?? Open(pack);
        var sealer = sealers.Rent();
        try
        {
            return sealer.Open(slot, record, payload);
        }
        finally
        {
            sealers.Return(sealer);
        }
    }

    /// <summary>Reads a range of a pack; a pack that ends too early is damage.</summary>
    public void ReadExactly(in PackId pack, long offset, Span<byte> destination)
    {
        try
        {
            repository.Blobs.Read(BlobNames.Pack(pack), offset, destination);
        }
        catch (StorageException error) when (error.Fault == StorageFault.Damaged)
        {
            throw new MalformedDataException($"Pack {pack} is cut short.", error);
        }
    }

    /// <summary>Forgets a pack that was removed.</summary>
    public void Forget(in PackId pack)
    {
        lock (gate)
        {
            if (kept.Remove(pack, out var sealers)) sealers.Dispose();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var sealers in kept.Values) sealers.Dispose();
            kept.Clear();
        }
    }

    private PackSealers? Find(in PackId pack)
    {
        lock (gate) return kept.GetValueOrDefault(pack);
    }

    /// <summary>
    /// The sealers of a pack whose header was not read: of it, only the epoch is not known before, and the marker of a record tells that. What they open is bound
    /// to the header that they compute, commitment included, so a read of the header would add a request and no certainty.
    /// </summary>
    private PackSealers? Recognize(in PackId pack, uint slot, ReadOnlySpan<byte> record)
    {
        foreach (var key in PackKey.Candidates(repository.Keyring, pack))
        {
            var sealers = new PackSealers(key);
            var sealer = sealers.Rent();
            var fits = sealer.ReadMarker(record) == slot;
            sealers.Return(sealer);
            if (fits) return Keep(sealers);
            sealers.Dispose();
        }
        return null;
    }

    private PackEntry[] OpenFooter(in PackId pack, ReadOnlySpan<byte> footer, uint offset)
    {
        if (Find(pack) is { } known) return OpenFooter(known, footer, offset);
        foreach (var key in PackKey.Candidates(repository.Keyring, pack))
        {
            var sealers = new PackSealers(key);
            try
            {
                var entries = OpenFooter(sealers, footer, offset);
                Keep(sealers);
                return entries;
            }
            catch (MalformedDataException)
            {
                sealers.Dispose(); // of another epoch, or damaged: the header tells
            }
        }
        return OpenFooter(Open(pack), footer, offset);
    }

    private static PackEntry[] OpenFooter(PackSealers sealers, ReadOnlySpan<byte> footer, uint offset)
    {
        var sealer = sealers.Rent();
        try
        {
            return PackFooter.Open(sealer, footer, offset);
        }
        finally
        {
            sealers.Return(sealer);
        }
    }

    private PackSealers Keep(PackSealers sealers)
    {
        lock (gate)
        {
            if (kept.TryGetValue(sealers.Pack, out var other)) return other;
            kept.Add(sealers.Pack, sealers);
            order.Enqueue(sealers.Pack);
            // The evicted one is not disposed: somebody may be using it. Its few native handles go with the finalizer.
            while (kept.Count > KeptPacks && order.TryDequeue(out var oldest)) kept.Remove(oldest);
            return sealers;
        }
    }
}
