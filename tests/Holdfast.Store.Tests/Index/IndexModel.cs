using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;
using Holdfast.Store.Index;

namespace Holdfast.Store.Tests.Index;

/// <summary>What an index must answer, kept in the plainest way.</summary>
internal sealed class IndexModel
{
    private readonly List<(PackId Id, IndexEntry[] Entries)> packs = [];
    private ILookup<ChunkId, ChunkLocation>? copies;

    public IEnumerable<PackId> Packs => packs.Select(pack => pack.Id);

    public bool Has(PackId pack) => packs.Any(held => held.Id == pack);

    public IndexEntry[] EntriesOf(PackId pack) => packs.Single(held => held.Id == pack).Entries;

    public void Add(PackId pack, IndexEntry[] entries)
    {
        if (!Has(pack)) packs.Add((pack, entries));
        copies = null;
    }

    public void Remove(PackId pack)
    {
        packs.RemoveAll(held => held.Id == pack);
        copies = null;
    }

    public IndexModel Clone()
    {
        var copy = new IndexModel();
        copy.packs.AddRange(packs);
        return copy;
    }

    /// <summary>Newest first: the last pack added, and in it the last entry.</summary>
    public ChunkLocation[] FindAll(ChunkId id)
    {
        copies ??= (from pack in packs.AsEnumerable().Reverse()
                    from entry in pack.Entries.Reverse()
                    select (entry.Id, At: Sample.At(pack.Id, entry))).ToLookup(copy => copy.Id, copy => copy.At);
        return [.. copies[id]];
    }

    /// <summary>The index answers exactly as the model does.</summary>
    public void AssertSame(ChunkIndex index, IReadOnlyList<ChunkId> ids)
    {
        Assert.Equal(Packs.Order(), index.Packs.Order());
        Assert.Equal(packs.Count, index.Packs.Count);
        var locations = new ChunkLocation[ids.Count];
        var found = new bool[ids.Count];
        index.FindMany(ids.ToArray(), locations, found);
        for (var i = 0; i < ids.Count; i++)
        {
            var expected = FindAll(ids[i]);
            Assert.Equal(expected, index.FindAll(ids[i]));
            Assert.Equal(expected.Length > 0, index.TryFind(ids[i], out var location));
            Assert.Equal(expected.FirstOrDefault(), location);
            Assert.Equal(expected.Length > 0, found[i]);
            if (found[i]) Assert.Equal(expected[0], locations[i]);
        }
    }

    /// <summary>Every answer is right, and a copy that is not told is of a pack that the index says it does not cover.</summary>
    public void AssertRightOrNotCovered(ChunkIndex index, IEnumerable<ChunkId> ids)
    {
        foreach (var id in ids)
        {
            var expected = FindAll(id);
            ChunkLocation[] answers = [.. index.FindAll(id)];
            Assert.True(Array.TrueForAll(answers, answer => expected.Contains(answer)));
            foreach (var copy in expected) Assert.True(answers.Contains(copy) || !index.HasPack(copy.Pack));
            var any = index.TryFind(id, out var location);
            Assert.Equal(answers.Length > 0, any);
            if (any) Assert.True(expected.Contains(location));
        }
        Assert.Subset(Packs.ToHashSet(), index.Packs.ToHashSet());
    }
}
