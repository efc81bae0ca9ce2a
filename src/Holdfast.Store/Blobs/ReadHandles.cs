using Holdfast.Store.Durability;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Store.Blobs;

/// <summary>
/// Open files of a folder, the least recently used closed first. A blob never changes, so a handle stays good until the blob is deleted;
/// one that is in use is closed when its last user is done.
/// </summary>
internal sealed class ReadHandles(int capacity) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> recent = new();
    private long removals;

    /// <summary>The open file; give it back with <see cref="Release"/>.</summary>
    public Entry Acquire(string name, string path)
    {
        long seen;
        lock (gate)
        {
            if (entries.TryGetValue(name, out var known)) return Use(known);
            seen = removals;
        }
        var opened = new Entry(name, DurableFile.OpenRead(path)) { Users = 1 };
        lock (gate)
        {
            if (entries.TryGetValue(name, out var known))
            {
                opened.File.Dispose();
                return Use(known);
            }
            // What was opened while a blob was being deleted may be that blob: it serves this reader only.
            if (seen == removals) Keep(opened);
        }
        return opened;
    }

    public void Release(Entry entry)
    {
        lock (gate)
        {
            entry.Users--;
            if (entry.Users == 0 && entry.Node is null) entry.File.Dispose();
        }
    }

    /// <summary>Closes the file of a blob that is being deleted.</summary>
    public void Remove(string name)
    {
        lock (gate)
        {
            removals++;
            if (entries.TryGetValue(name, out var entry)) Forget(entry);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            removals++;
            while (recent.Last is { } last) Forget(last.Value);
        }
    }

    private Entry Use(Entry entry)
    {
        entry.Users++;
        recent.Remove(entry.Node!);
        recent.AddFirst(entry.Node!);
        return entry;
    }

    private void Keep(Entry entry)
    {
        entries.Add(entry.Name, entry);
        entry.Node = recent.AddFirst(entry);
        if (entries.Count > capacity) Forget(recent.Last!.Value);
    }

    private void Forget(Entry entry)
    {
        entries.Remove(entry.Name);
        recent.Remove(entry.Node!);
        entry.Node = null;
        if (entry.Users == 0) entry.File.Dispose();
    }

    public sealed class Entry(string name, SafeFileHandle file)
    {
        public string Name { get; } = name;

        public SafeFileHandle File { get; } = file;

        public int Users { get; set; }

        /// <summary>Its place among the recently used; null where the cache has let go of it.</summary>
        public LinkedListNode<Entry>? Node { get; set; }
    }
}
