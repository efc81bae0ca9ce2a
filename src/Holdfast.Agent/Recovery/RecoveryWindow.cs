using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Workloads;

namespace Holdfast.Agent.Recovery;

/// <summary>The files of one window and which chunks they want. Chunks arrive on several threads, each once.</summary>
internal sealed class RecoveryWindow(IFileTarget target, IItemNotes notes, RunProgress progress) : IChunkReceiver
{
    private readonly Dictionary<ChunkId, List<Want>> wants = [];
    private readonly List<RecoveredFile> files = [];

    /// <summary>Links and nodes: written after the files.</summary>
    public List<Item> LaterItems { get; } = [];

    public int Items => files.Count + LaterItems.Count;

    public int Chunks => wants.Count;

    public long Bytes { get; private set; }

    public void Later(Item item) => LaterItems.Add(item);

    public void Add(Item item, IReadOnlyList<Extent> extents)
    {
        var pieces = extents.Count(extent => !extent.IsHole);
        var file = new RecoveredFile(item, pieces, IsWhole: pieces == 1 && extents.Count == 1, target, notes, progress);
        files.Add(file);
        Bytes += item.Size;
        long at = 0;
        foreach (var extent in extents)
        {
            if (!extent.IsHole) Want(extent.Chunk, new Want(file, at, (int)extent.Offset, (int)extent.Length));
            at += extent.Length;
        }
    }

    public void WriteFiles(IChunkSource chunks, CancellationToken cancellation)
    {
        try
        {
            // Files without any data (empty, or all hole) want no chunk.
            foreach (var file in files.Where(file => file.Pieces == 0)) file.WriteEmpty();
            chunks.ReadMany(wants.Keys, this, cancellation);
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
