using System.Collections;
using Holdfast.Format.Packs;

namespace Holdfast.Store.Index;

/// <summary>The packs that a view covers, read in place: a copy would cost 32 bytes a pack.</summary>
internal sealed class CoveredPacks(IndexView view) : IReadOnlyCollection<PackId>
{
    public int Count => view.Recent.LivePacks + view.Runs.Sum(run => run.Packs.LiveCount);

    public IEnumerator<PackId> GetEnumerator()
    {
        foreach (var pack in view.Recent.Packs) yield return pack;
        foreach (var run in view.Runs)
        {
            for (var ordinal = 0; ordinal < run.Packs.Count; ordinal++)
                if (!run.Packs.IsRemoved((uint)ordinal)) yield return run.Packs[ordinal];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
