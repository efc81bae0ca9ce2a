namespace Holdfast.VaultService.Prefixes;

/// <summary>Lets one thread at a time work on a name; work on other names goes on.</summary>
internal sealed class NameGate
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>Waits until the name is free; dispose to free it.</summary>
    public IDisposable Enter(string name)
    {
        Entry entry;
        lock (gate)
        {
            if (!entries.TryGetValue(name, out entry!)) entries.Add(name, entry = new Entry());
            entry.Users++;
        }
        entry.Turn.Wait();
        return new Leave(this, name, entry);
    }

    private sealed class Entry
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public int Users { get; set; }
    }

    private sealed class Leave(NameGate names, string name, Entry entry) : IDisposable
    {
        public void Dispose()
        {
            lock (names.gate)
            {
                entry.Users--;
                if (entry.Users == 0) names.entries.Remove(name);
            }
            entry.Turn.Release();
        }
    }
}
