namespace Holdfast.Store.Index;

/// <summary>An entry in memory; <see cref="Next"/> is the one added before it to the same bucket, or -1.</summary>
internal readonly record struct RecentEntry(IndexEntry Entry, RecentPack Pack, int Next)
{
    public ChunkLocation Location => new(
        Pack.Id, Entry.Slot, Entry.Offset, Entry.StoredLength, Entry.PlainLength, Entry.Kind, Entry.Codec);
}
