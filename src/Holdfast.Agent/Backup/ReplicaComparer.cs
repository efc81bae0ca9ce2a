using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Workloads;

namespace Holdfast.Agent.Backup;

/// <summary>
/// Compares a file with what the replica holds of it, byte by byte, reading both sides: it finds a source that changed without its times changing, and
/// a replica that cannot be read. Single-threaded.
/// </summary>
internal sealed class ReplicaComparer(IChunkSource replica, IItemNotes notes, RunProgress progress)
{
    private byte[] buffer = new byte[1 << 20];
    private readonly RecentChunks recent = new(replica);

    /// <summary>False where content differs or the replica cannot be read: the file is to be stored again. A difference is noted.</summary>
    public bool IsSame(Comparison comparison)
    {
        var item = comparison.File.Item;
        FileReader? reader = null;
        try
        {
            reader = comparison.File.Batch.Listing.OpenFile(item, notes);
            if (reader is null) return false; // the reading that follows says what is wrong
            if (reader.Length == comparison.Replica.Size && Matches(reader, ExtentsOf(comparison.Replica)))
            {
                (item.Extents, item.ExtentLists) = (comparison.Replica.Extents, comparison.Replica.ExtentLists);
                return true;
            }
            if (reader.IsUnchanged())
                notes.Add(new ItemNote(NoteKind.ContentDiffers, item.Path, 0, "The content differs from the replica although size and times are the same: it is stored again."));
            return false;
        }
        catch (ChunkUnavailableException error)
        {
            notes.Add(new ItemNote(NoteKind.ContentDiffers, item.Path, 0, $"The replica of this file cannot be read ({error.Reason}): it is stored again."));
            return false;
        }
        catch (IOException)
        {
            return false; // the reading that follows meets the same error and reports it
        }
        finally
        {
            reader?.Dispose();
        }
    }

    private IReadOnlyList<Extent> ExtentsOf(Item item) =>
        item.ExtentLists is null ? item.Extents ?? [] : [.. item.ExtentLists.SelectMany(list => ExtentLists.Decode(replica.Read(list)))];

    private bool Matches(FileReader reader, IReadOnlyList<Extent> extents)
    {
        long at = 0;
        foreach (var extent in extents)
        {
            if (extent.IsHole ? !IsZero(reader, at, extent.Length) : !IsEqual(reader, at, extent)) return false;
            at += extent.Length;
        }
        return true;
    }

    private bool IsEqual(FileReader reader, long at, in Extent extent)
    {
        var chunk = recent.Read(extent.Chunk);
        var length = (int)extent.Length;
        if (buffer.Length < length) buffer = new byte[length];
        return Fill(reader, at, length) && buffer.AsSpan(0, length).SequenceEqual(chunk.Slice((int)extent.Offset, length));
    }

    private bool IsZero(FileReader reader, long at, long length)
    {
        var end = at + length;
        while (at < end)
        {
            var (start, data) = reader.NextData(at);
            if (data == 0 || start >= end) return true;
            var part = (int)Math.Min(Math.Min(start + data, end) - start, buffer.Length);
            if (!Fill(reader, start, part) || buffer.AsSpan(0, part).ContainsAnyExcept((byte)0)) return false;
            at = start + part;
        }
        return true;
    }

    private bool Fill(FileReader reader, long at, int length)
    {
        var read = reader.Read(at, buffer.AsSpan(0, length));
        Interlocked.Add(ref progress.BytesRead, read);
        return read == length;
    }
}
