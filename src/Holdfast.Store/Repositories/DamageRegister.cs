using System.Collections.Concurrent;
using System.Globalization;
using Holdfast.Format.Packs;
using Holdfast.Store.Blobs;

namespace Holdfast.Store.Repositories;

/// <summary>
/// Which records are known to be damaged or gone. A chunk whose every copy is listed here counts as unknown, so the next backup that still
/// has it brings it back. Kept in the repository: a restart must not forget it.
/// </summary>
public sealed class DamageRegister
{
    private readonly ConcurrentDictionary<(PackId Pack, uint Slot), bool> records = new();
    private readonly IBlobStore blobs;
    private readonly bool isReadOnly;
    private HashSet<PackId> missingPacks = [];

    /// <param name="isReadOnly">Another server's repository: what is found there is remembered in memory only.</param>
    internal DamageRegister(IBlobStore blobs, bool isReadOnly)
    {
        this.blobs = blobs;
        this.isReadOnly = isReadOnly;
        foreach (var blob in blobs.List(BlobNames.Damage))
        {
            var parts = blob.Name[BlobNames.Damage.Length..].Split('.');
            if (parts.Length == 2 && PackId.TryParse(parts[0], out var pack) && uint.TryParse(parts[1], CultureInfo.InvariantCulture, out var slot))
                records[(pack, slot)] = true;
        }
        isEmpty = records.IsEmpty;
    }

    /// <summary>Asked at every look-up of a chunk, hence a field.</summary>
    public bool IsEmpty => Volatile.Read(ref isEmpty);

    public int Count => records.Count;

    public IReadOnlyCollection<PackId> MissingPacks => Volatile.Read(ref missingPacks);

    public bool IsDamaged(in PackId pack, uint slot) => !IsEmpty && (Volatile.Read(ref missingPacks).Contains(pack) || records.ContainsKey((pack, slot)));

    /// <summary>Remembers a damaged record. A store that takes no more blobs does not hide the damage: it is remembered in memory all the same.</summary>
    public void Add(in PackId pack, uint slot)
    {
        if (!records.TryAdd((pack, slot), true)) return;
        Volatile.Write(ref isEmpty, false);
        if (isReadOnly) return;
        try
        {
            blobs.Create(BlobNames.DamageOf(pack, slot), []);
        }
        catch (StorageException fault) when (fault.Fault is StorageFault.AlreadyExists or StorageFault.PoolFull or StorageFault.DiskReadOnly or StorageFault.Forbidden)
        {
            // In memory it counts until the process ends; the next verify finds it again.
        }
    }

    /// <summary>A record that was damaged reads well again: a cable was put back, a block was restored.</summary>
    internal void Clear(in PackId pack, uint slot)
    {
        if (!records.TryRemove((pack, slot), out _)) return;
        if (!isReadOnly) blobs.Delete(BlobNames.DamageOf(pack, slot));
        UpdateIsEmpty();
    }

    /// <summary>Damaged records of a pack.</summary>
    internal IReadOnlyList<uint> SlotsOf(PackId pack) => [.. records.Keys.Where(record => record.Pack == pack).Select(record => record.Slot)];

    /// <summary>Packs that cannot be reached now (their disk is away). They come back without a trace.</summary>
    public void SetMissing(IEnumerable<PackId> packs)
    {
        Volatile.Write(ref missingPacks, [.. packs]);
        UpdateIsEmpty();
    }

    /// <summary>Forgets the records of a pack that was removed.</summary>
    internal void Forget(PackId pack)
    {
        foreach (var (key, _) in records.Where(pair => pair.Key.Pack == pack).ToList())
        {
            blobs.Delete(BlobNames.DamageOf(key.Pack, key.Slot));
            records.TryRemove(key, out _);
        }
        SetMissing(missingPacks.Where(missing => missing != pack));
    }

    private bool isEmpty;

    private void UpdateIsEmpty() => Volatile.Write(ref isEmpty, records.IsEmpty && missingPacks.Count == 0);
}
