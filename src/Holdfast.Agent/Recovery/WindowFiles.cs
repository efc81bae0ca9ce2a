using Holdfast.Format.Chunks;
using Holdfast.Workloads;

namespace Holdfast.Agent.Recovery;

/// <summary>Writes the files of one window. Chunks arrive on several threads, each once, and go into every file that wants them.</summary>
internal sealed class WindowFiles : IChunkReceiver
{
    private readonly RecoveryWindow window;
    private readonly Dictionary<ChunkId, List<Want>> wants = [];
    private readonly List<RecoveredFile> files = [];

    public WindowFiles(RecoveryWindow window, IFileTarget target, IItemNotes notes, RunProgress progress)
    {
        this.window = window;
        foreach (var (item, extents) in window.Files)
        {
            var pieces = extents.Count(extent => !extent.IsHole);
            var file = new RecoveredFile(item, pieces, IsWhole: pieces == 1 && extents.Count == 1, target, notes, progress);
            files.Add(file);
            long at = 0;
            foreach (var extent in extents)
            {
                if (!extent.IsHole) Want(extent.Chunk, new Want(file, at, (int)extent.Offset, (int)extent.Length));
                at += extent.Length;
            }
        }
    }

    public void Write(IChunkSource chunks, CancellationToken cancellation)
    {
        try
        {
            // Files without any data (empty, or all hole) want no chunk.
            foreach (var file in files.Where(file => file.Pieces == 0)) file.WriteEmpty();
            chunks.ReadMany(window.Chunks, this, cancellation);
        }
        finally
        {
            foreach (var file in files) file.AbortUnlessDone();
        }
    }

    public void Received(in ChunkId id, ReadOnlySpan<byte> plain)
    {
        foreach (var want in wants[id]) want.File.Write(want.At, plain.Slice(want.Offset, want.Length));
    }

    public void Unavailable(ChunkUnavailableException reason)
    {
        foreach (var want in wants[reason.Id]) want.File.Miss(want.At, want.Length, reason);
    }

    private void Want(in ChunkId chunk, Want want)
    {
        if (!wants.TryGetValue(chunk, out var list)) wants.Add(chunk, list = new List<Want>(1));
        list.Add(want);
    }
}
