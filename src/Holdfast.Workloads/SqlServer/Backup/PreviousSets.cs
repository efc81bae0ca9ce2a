using System.Text;
using Holdfast.Format;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.SqlServer.Media;
using Holdfast.Workloads.SqlServer.Planning;
using Holdfast.Workloads.SqlServer.State;
using Holdfast.Workloads.SqlServer.Transports.Vss;

namespace Holdfast.Workloads.SqlServer.Backup;

/// <summary>The sets of the point before, as far as they can be built on.</summary>
internal static class PreviousSets
{
    private const int PieceLength = 1 << 20;

    public static IReadOnlyList<BackupSet> Of(BackupTask task, IItemSink sink, CancellationToken cancellation)
    {
        if (task.Previous is not { } document) return [];
        try
        {
            var sets = SqlStateDocument.Read(document.State).Sets;
            var there = sets.Select(set => set.Items.Count > 0 && set.Items.All(item => sink.Previous?.Find(Encoding.UTF8.GetBytes(item)) is not null) ? set : set with { Damaged = true });
            return [.. task.ReadEverything ? there.Select(set => set.Damaged || IsReadable(set, sink.Previous!, task.Notes, cancellation) ? set : set with { Damaged = true }) : there];
        }
        catch (MalformedDataException malformed)
        {
            task.Notes.Add(new ItemNote(NoteKind.ContentDiffers, [], 0, $"What the point before says of itself cannot be read; a new full backup is taken. {malformed.Message}"));
            return [];
        }
    }

    /// <summary>How many pages the point before has in a chunk; 0 where there is none that can be read.</summary>
    public static int PagesPerChunk(BackupTask task)
    {
        try
        {
            return task.Previous is { } document ? SqlStateDocument.Read(document.State).PagesPerChunk : 0;
        }
        catch (MalformedDataException)
        {
            return 0; // noted where its sets are read
        }
    }

    private static bool IsReadable(BackupSet set, IPreviousItems previous, IItemNotes notes, CancellationToken cancellation)
    {
        if (set.IsShadowCopy) return IsReadableShadowCopy(set, previous, notes, cancellation);
        foreach (var item in set.Items)
        {
            var path = Encoding.UTF8.GetBytes(item);
            try
            {
                using var content = previous.OpenRead(path);
                if (Read(content, cancellation) is not { Form: MediaForm.Plain, IsIntact: false }) continue;
                notes.Add(new ItemNote(NoteKind.ContentDiffers, path, 0, "Pages in this backup are damaged."));
            }
            catch (Exception error) when (error is IOException or MalformedFileException)
            {
                notes.Add(new ItemNote(NoteKind.ContentDiffers, path, 0, $"This backup can no longer be used: {error.Message}"));
            }
            return false;
        }
        return true;
    }

    private static bool IsReadableShadowCopy(BackupSet set, IPreviousItems previous, IItemNotes notes, CancellationToken cancellation)
    {
        var at = "";
        try
        {
            ShadowCheck.Run(set, item => previous.OpenRead(Encoding.UTF8.GetBytes(at = item)), _ => { }, cancellation);
            return true;
        }
        catch (Exception error) when (error is IOException or MalformedFileException)
        {
            notes.Add(new ItemNote(NoteKind.ContentDiffers, Encoding.UTF8.GetBytes(at), 0, $"This backup can no longer be used: {error.Message}"));
            return false;
        }
    }

    /// <exception cref="MalformedFileException">The content does not follow the format.</exception>
    public static MediaReport Read(Stream content, CancellationToken cancellation)
    {
        var reader = new MediaReader();
        var piece = new byte[PieceLength];
        while (content.Read(piece) is > 0 and var read)
        {
            cancellation.ThrowIfCancellationRequested();
            reader.Push(piece.AsSpan(0, read));
        }
        return reader.Complete();
    }
}
