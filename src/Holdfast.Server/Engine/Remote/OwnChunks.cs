using Holdfast.Contracts.Errors;
using Holdfast.Format.Chunks;
using Holdfast.Format.Items.Table;

namespace Holdfast.Server.Engine.Remote;

/// <summary>
/// What one backup of an agent may rely on: what the datasource's newest point reaches, and what the agent itself has brought. References of the tables that
/// it brings are looked up when they pass; those that are not met yet wait, and all must be met before the commit. Thread-safe.
/// </summary>
internal sealed class OwnChunks(ReachableChunks before, ChunkDigests names) : ITableReferences
{
    /// <summary>Content goes ahead of the blocks that name it, so only a few references wait. More than this is no honest order.</summary>
    internal const int MostWaiting = 1 << 20;

    private readonly DigestSet arrived = new();
    private readonly Lock gate = new();
    private readonly HashSet<ulong> waiting = [];

    /// <summary>True for what the newest point reaches, in whichever part.</summary>
    public bool WasBefore(in ChunkId id) => before.Contains(names.Of(id, ChunkPart.Content)) || before.Contains(names.Of(id, ChunkPart.AnyTable));

    public bool IsOwn(in ChunkId id) => IsOwn(names.Of(id, ChunkPart.Content)) || IsOwn(names.Of(id, ChunkPart.AnyTable));

    /// <summary>Notes a content chunk that the agent brought, now or in an earlier attempt.</summary>
    public void AddContent(in ChunkId id) => Add(names.Of(id, ChunkPart.Content));

    /// <summary>Notes a part of a table after its own references have been read. <paramref name="level"/> as <see cref="TableReferences.Read"/> gives it.</summary>
    public void AddTable(in ChunkId id, int level)
    {
        Add(names.Of(id, ChunkPart.AnyTable));
        Add(names.Of(id, level < 0 ? ChunkPart.ExtentList : ChunkPart.ItemBlock + (byte)level));
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.ForeignChunkNamed"/>.</exception>
    public void RequireAllMet(ItemTableRoot root)
    {
        lock (gate)
        {
            waiting.RemoveWhere(IsOwn);
            if (waiting.Count > 0)
                throw new HoldfastException(ErrorCode.ForeignChunkNamed, $"The item table names {waiting.Count} chunks that were neither sent nor are the datasource's own.");
        }
        if (root.Level is < 0 or > ItemTableRoot.HighestLevel || !IsOwn(names.Of(root.Id, ChunkPart.ItemBlock + (byte)root.Level)))
            throw new HoldfastException(ErrorCode.ForeignChunkNamed, "The root of the item table was neither sent nor is it the datasource's own.");
    }

    public void Table(in ChunkId id, int level) => Refer(names.Of(id, ChunkPart.ItemBlock + (byte)level));

    public void ExtentList(in ChunkId id) => Refer(names.Of(id, ChunkPart.ExtentList));

    public void Content(in ChunkId id) => Refer(names.Of(id, ChunkPart.Content));

    private bool IsOwn(ulong digest) => before.Contains(digest) || arrived.Contains(digest);

    private void Add(ulong digest) => arrived.Add(digest);

    private void Refer(ulong digest)
    {
        if (IsOwn(digest)) return;
        lock (gate)
        {
            if (!waiting.Add(digest) || waiting.Count <= MostWaiting) return;
            waiting.RemoveWhere(IsOwn);
            if (waiting.Count > MostWaiting / 2) throw new HoldfastException(ErrorCode.ForeignChunkNamed, "The item table names too many chunks that have not been sent.");
        }
    }
}
