using System.Buffers;
using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;
using Holdfast.Store.Reading;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Copying;

/// <summary>Reads the records of a stretch in the order in which they lie, neighbors with one read, several runs at a time. One that fails is tried again singly, over its other copies.</summary>
internal sealed class StretchReader(Repository from, CancellationToken cancellation)
{
    /// <returns>The records in no order; the caller disposes them.</returns>
    /// <exception cref="ChunkUnavailableException">A chunk is damaged or missing.</exception>
    /// <exception cref="StorageException">The repository cannot be read.</exception>
    public OpenedRecord[] Read(IReadOnlyCollection<ChunkId> ids)
    {
        var plan = ReadPlan.Of(from, ids);
        if (plan.Missing.Count > 0) throw new ChunkUnavailableException(plan.Missing[0], "it is not in the repository");
        var records = new OpenedRecord[ids.Count];
        var starts = new int[plan.Runs.Count];
        for (var i = 1; i < starts.Length; i++) starts[i] = starts[i - 1] + plan.Runs[i - 1].Chunks.Count;
        try
        {
            WorkerThreads.ForEach(
                from.Options.Workers, "copy-read", [.. Enumerable.Range(0, starts.Length)],
                (run, _) => Read(plan.Runs[run], records.AsSpan(starts[run], plan.Runs[run].Chunks.Count)), cancellation);
            return records;
        }
        catch
        {
            foreach (var record in records) record.Dispose();
            throw;
        }
    }

    private void Read(ReadRun run, Span<OpenedRecord> records)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(run.Length);
        try
        {
            var whole = TryRead(run, bytes.AsSpan(0, run.Length));
            for (var i = 0; i < records.Length; i++)
            {
                var (id, at) = run.Chunks[i];
                if (!whole || !TryOpen(run.Chunks[i], bytes.AsSpan((int)(at.Offset - run.Offset), PackLayout.RecordSize((int)at.StoredLength)), out records[i])) records[i] = ReadSingly(id);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private bool TryRead(ReadRun run, Span<byte> destination)
    {
        try
        {
            from.Packs.ReadExactly(run.Pack, run.Offset, destination);
            return true;
        }
        catch (Exception error) when (error is MalformedDataException or StorageException)
        {
            return false; // each chunk of the run is tried alone: that names exactly what is lost
        }
    }

    private bool TryOpen(in PlannedChunk chunk, ReadOnlySpan<byte> record, out OpenedRecord opened)
    {
        var payload = ArrayPool<byte>.Shared.Rent(Math.Max((int)chunk.At.StoredLength, 1));
        try
        {
            var header = from.Packs.OpenRecord(chunk.At.Pack, chunk.At.Slot, record, payload.AsSpan(0, (int)chunk.At.StoredLength));
            opened = new OpenedRecord(header, payload);
            if (header.Id == chunk.Id) return true;
        }
        catch (MalformedDataException)
        {
            // Read again singly, which notes the damage and tries other copies.
        }
        ArrayPool<byte>.Shared.Return(payload);
        opened = default;
        return false;
    }

    private OpenedRecord ReadSingly(ChunkId id)
    {
        Exception? reason = null;
        foreach (var at in from.Chunks.Copies(id))
        {
            byte[] payload = [];
            try
            {
                var header = from.Packs.ReadRecord(at, out payload);
                if (header.Id == id) return new OpenedRecord(header, payload);
                ArrayPool<byte>.Shared.Return(payload);
                throw new MalformedDataException($"Slot {at.Slot} of pack {at.Pack} holds another chunk than the index says.");
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
