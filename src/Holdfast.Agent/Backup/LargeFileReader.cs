using Holdfast.Format.Chunks.Cutting;
using Holdfast.Format.Items;
using Holdfast.Workloads;

namespace Holdfast.Agent.Backup;

/// <summary>Reads large files in slabs, cuts them and hands the slabs on (to the workers' queue, or straight to the worker that reads inline). Holes are never read. A file that changes meanwhile is read again.</summary>
internal sealed class LargeFileReader(Cutter cutter, SlabPool slabs, Action<SlabWork> hand, IItemNotes notes, RunProgress progress, CancellationToken cancellation)
{
    private const int Tries = 3;

    public void Read(PendingFile file)
    {
        var item = file.Item;
        var listing = file.Batch.Listing;
        try
        {
            using var reader = listing.OpenFile(item, notes);
            if (reader is null)
            {
                if (item.Condition.HasFlag(ItemCondition.Unreadable)) Unreadable(file);
                else file.Vanished();
                return;
            }
            ReadOpened(file, reader);
        }
        finally
        {
            listing.Release();
        }
    }

    private void ReadOpened(PendingFile file, FileReader reader)
    {
        for (var attempt = 1; ; attempt++)
        {
            var large = new LargeFile(file);
            try
            {
                ReadOnce(large, reader);
            }
            catch (IOException error)
            {
                notes.Add(new ItemNote(NoteKind.Unreadable, file.Item.Path, error.HResult & 0xFFFF, error.Message));
                large.EndReading(accept: false);
                Unreadable(file);
                return;
            }
            var unchanged = reader.IsUnchanged();
            if (unchanged || attempt == Tries)
            {
                if (!unchanged)
                {
                    file.Item.Condition |= ItemCondition.ChangedWhileRead;
                    notes.Add(new ItemNote(NoteKind.ChangedWhileRead, file.Item.Path, 0, $"The file kept changing while it was read {Tries} times."));
                }
                large.EndReading(accept: true);
                return;
            }
            large.EndReading(accept: false);
            reader.Restart();
        }
    }

    private void ReadOnce(LargeFile large, FileReader reader)
    {
        long at = 0;
        while (at < reader.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            var (start, length) = reader.NextData(at);
            if (length == 0) start = reader.Length;
            if (start > at) large.AddHole(start - at);
            if (length == 0) return;
            if (!ReadRange(large, reader, start, Math.Min(length, reader.Length - start))) return;
            at = start + length;
        }
    }

    /// <returns>False where the file ended early: it shrank.</returns>
    private bool ReadRange(LargeFile large, FileReader reader, long start, long length)
    {
        var slab = slabs.Rent(cancellation);
        var carried = 0;
        var end = start + length;
        try
        {
            while (true)
            {
                var want = (int)Math.Min(slabs.Size - carried, end - start);
                var read = want == 0 ? 0 : reader.Read(start, slab.AsSpan(carried, want));
                Interlocked.Add(ref progress.BytesRead, read);
                start += read;
                var filled = carried + read;
                var last = read < want || start == end;
                var lengths = Cut(slab.AsSpan(0, filled), last, out var used);
                var next = last ? null : slabs.Rent(cancellation);
                carried = filled - used;
                if (next is not null) slab.AsSpan(used, carried).CopyTo(next);
                if (lengths.Length > 0)
                {
                    hand(new SlabWork(large, large.ReservePart(), slabs, slab, lengths));
                    slab = null!;
                }
                else
                {
                    slabs.Return(slab);
                    slab = null!;
                }
                if (next is null) return read == want;
                slab = next;
            }
        }
        finally
        {
            if (slab is not null) slabs.Return(slab);
        }
    }

    private int[] Cut(ReadOnlySpan<byte> data, bool last, out int used)
    {
        var lengths = new List<int>();
        used = 0;
        while (used < data.Length)
        {
            var length = cutter.Next(data[used..], last);
            if (length == 0) break;
            lengths.Add(length);
            used += length;
        }
        return [.. lengths];
    }

    private void Unreadable(PendingFile file)
    {
        file.Item.Condition |= ItemCondition.Unreadable;
        file.Item.Extents = null;
        file.Complete();
    }
}
