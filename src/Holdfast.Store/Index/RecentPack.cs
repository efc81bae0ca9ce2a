using Holdfast.Format.Packs;

namespace Holdfast.Store.Index;

/// <summary>A pack whose entries are in memory only.</summary>
internal sealed class RecentPack(PackId id)
{
    private volatile bool removed;

    public PackId Id { get; } = id;

    /// <summary>Set while the entries are written as a run: the place of the pack in that run.</summary>
    public uint Ordinal { get; set; }

    public bool IsRemoved => removed;

    public void Remove() => removed = true;
}
