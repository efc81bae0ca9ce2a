using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;
using Holdfast.Store.Index;
using Holdfast.Store.Reading;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Copying;

/// <summary>Reads the records of a stretch in the order in which they lie, neighbors with one read, several runs at a time. One that fails is tried again singly, over its other copies.</summary>
internal sealed class StretchReader(Repository from, CancellationToken cancellation)
{
    /// <returns>The records in the order in which they lie; the caller disposes them.</returns>
    /// <exception cref="ChunkUnavailableException">A chunk is damaged or missing.</exception>
    /// <exception cref="StorageException">The repository cannot be read.</exception>
    public OpenedStretch Read(IReadOnlyCollection<ChunkId> ids)
    {
        var plan = ReadPlan.Of(from, ids);
        if (plan.Missing.Count > 0) throw new ChunkUnavailableException(plan.Missing[0], "it is not in the repository");
        var runs = new List<(ReadRun Run, int First)>(plan.Runs.Count);
        var first = 0;
        foreach (var run in plan.Runs)
        {
            runs.Add((run, first));
            first += run.Chunks.Count;
        }
        var stretch = new OpenedStretch(first);
        try
        {
            WorkerThreads.ForEach(from.Options.Workers, "copy-read", runs, (at, _) => Read(at.Run, at.First, stretch), cancellation);
            return stretch;
        }
        catch
        {
            stretch.Dispose();
            throw;
        }
    }

    private void Read(ReadRun run, int first, OpenedStretch stretch)
    {
        var bytes = stretch.Rent(run.Length);
        var whole = TryRead(run, bytes);
        for (var i = 0; i < run.Chunks.Count; i++)
        {
            var (id, at) = run.Chunks[i];
            var record = new ArraySegment<byte>(bytes, (int)(at.Offset - run.Offset), PackLayout.RecordSize((int)at.StoredLength));
            stretch.Records[first + i] = whole && TryOpen(id, at, record) is { } header ? new OpenedRecord(header, record) : ReadSingly(id, stretch);
        }
    }

    private bool TryRead(ReadRun run, byte[] destination)
    {
        try
        {
            from.Packs.ReadExactly(run.Pack, run.Offset, destination.AsSpan(0, run.Length));
            return true;
        }
        catch (Exception error) when (error is MalformedDataException or StorageException)
        {
            return false; // each chunk of the run is tried alone: that names exactly what is lost
        }
    }

    private RecordHeader? TryOpen(in ChunkId id, in ChunkLocation at, ArraySegment<byte> record)
    {
        try
        {
            return Open(id, at, record);
        }
        catch (MalformedDataException)
        {
            return null; // read again singly, which notes the damage and tries other copies
        }
    }

    private RecordHeader Open(in ChunkId id, in ChunkLocation at, ArraySegment<byte> record)
    {
        var header = from.Packs.OpenRecord(at.Pack, at.Slot, record, PackLayout.PayloadOf(record));
        if (header.Id != id || PackLayout.RecordSize(header.StoredLength) != record.Count)
            throw new MalformedDataException($"Slot {at.Slot} of pack {at.Pack} holds another chunk than the index says.");
        return header;
    }

    private OpenedRecord ReadSingly(ChunkId id, OpenedStretch stretch)
    {
        Exception? reason = null;
        foreach (var at in from.Chunks.Copies(id))
        {
            var size = PackLayout.RecordSize((int)at.StoredLength);
            var record = new ArraySegment<byte>(stretch.Rent(size), 0, size);
            try
            {
                from.Packs.ReadExactly(at.Pack, at.Offset, record);
                return new OpenedRecord(Open(id, at, record), record);
            }
            catch (MalformedDataException error)
            {
                reason = error;
                from.Damage.Add(at.Pack, at.Slot);
            }
        }
        throw new ChunkUnavailableException(id, reason?.Message ?? "it is not in the repository", reason);
    }
}
