using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Workloads;

namespace Holdfast.Agent.Recovery;

/// <summary>One file while its pieces arrive. It appears under its name only when all pieces are there; one that lacks a piece is not written at all.</summary>
internal sealed record RecoveredFile(Item Item, int Pieces, bool IsWhole, IFileTarget Target, IItemNotes Notes, RunProgress Progress)
{
    private readonly Lock gate = new();
    private TargetFile? open;
    private int left = Pieces;
    private bool ended;

    public void WriteEmpty() => Guard(() =>
    {
        if (Item.Size == 0) End(Target.WriteWhole(Item, []));
        else if (Begin() is { } file) End(Target.Finish(file));
    });

    public void Write(long at, ReadOnlySpan<byte> bytes)
    {
        if (ended) return;
        try
        {
            if (IsWhole)
            {
                End(Target.WriteWhole(Item, bytes));
                Interlocked.Add(ref Progress.BytesRead, bytes.Length);
                return;
            }
            if (Begin() is not { } file) return;
            file.WriteAt(at, bytes);
            Interlocked.Add(ref Progress.BytesRead, bytes.Length);
            if (Interlocked.Decrement(ref left) == 0) End(Target.Finish(file));
        }
        catch (IOException error)
        {
            Fail($"It could not be written: {error.Message}");
        }
    }

    /// <summary>Every missing range is named, not the first alone.</summary>
    public void Miss(long at, long length, ChunkUnavailableException reason)
    {
        var message = $"{length} bytes at offset {at} are missing (chunk {reason.Id}: {reason.Reason}).";
        if (ended) Note(message);
        else Fail(message);
    }

    public void AbortUnlessDone()
    {
        if (!ended) Fail("The recovery ended before all of it was written.");
    }

    private TargetFile? Begin()
    {
        lock (gate)
        {
            if (ended || open is not null) return open;
            open = Target.BeginFile(Item, out var outcome);
            if (open is null) End(outcome);
            return open;
        }
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (IOException error)
        {
            Fail($"It could not be written: {error.Message}");
        }
    }

    private void End(TargetOutcome outcome)
    {
        lock (gate)
        {
            if (ended) return;
            ended = true;
            open = null;
        }
        Interlocked.Increment(ref Progress.Items);
        if (outcome is TargetOutcome.Failed or TargetOutcome.Refused) Interlocked.Increment(ref Progress.ItemsFailed);
    }

    private void Fail(string message)
    {
        lock (gate)
        {
            if (ended) return;
            ended = true;
            if (open is not null) Target.Abort(open);
            open = null;
        }
        Note(message);
        Interlocked.Increment(ref Progress.Items);
        Interlocked.Increment(ref Progress.ItemsFailed);
    }

    private void Note(string message) => Notes.Add(new ItemNote(NoteKind.NotWritten, Item.Path, 0, message));
}
