using Holdfast.Format.Chunks;

namespace Holdfast.Agent.Backup;

/// <summary>The chunks read last, in buffers that are used again: the files of one directory lie in a few bundles, by turns. Single-threaded.</summary>
internal sealed class RecentChunks(IChunkSource source)
{
    private const int Kept = 4;

    /// <summary>The one used last comes first.</summary>
    private readonly List<Entry> entries = new(Kept);

    /// <summary>The plaintext of a chunk, valid until the next call.</summary>
    /// <exception cref="ChunkUnavailableException">The chunk is not here, or what is here is damaged.</exception>
    public ReadOnlySpan<byte> Read(in ChunkId id)
    {
        var at = 0;
        while (at < entries.Count && entries[at].Id != id) at++;
        var entry = at < entries.Count ? entries[at] : Load(id, ref at);
        entries.RemoveAt(at);
        entries.Insert(0, entry);
        return entry.Buffer.AsSpan(0, entry.Length);
    }

    private Entry Load(in ChunkId id, ref int at)
    {
        if (entries.Count < Kept) entries.Add(new Entry());
        at = entries.Count - 1;
        var entry = entries[at];
        entry.Id = default; // nothing, should the chunk not be readable
        entry.Length = source.Read(id, ref entry.Buffer);
        entry.Id = id;
        return entry;
    }

    private sealed class Entry
    {
        public ChunkId Id;
        public byte[] Buffer = [];
        public int Length;
    }
}
