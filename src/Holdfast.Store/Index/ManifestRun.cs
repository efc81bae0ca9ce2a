using Holdfast.Format;

namespace Holdfast.Store.Index;

/// <summary>A run as the manifest knows it. <see cref="Removed"/> has one bit for each of its packs, or is empty where none is removed.</summary>
internal readonly record struct ManifestRun(ulong Sequence, long Length, ulong Checksum, ulong[] Removed)
{
    public static ManifestRun Of(Run run) => new(
        run.Sequence, run.DiskBytes, run.Checksum, run.Packs.RemovedCount == 0 ? [] : run.Packs.RemovedBits.ToArray());

    /// <exception cref="MalformedDataException">The bits are not of this set of packs.</exception>
    public void RestoreRemoved(PackSet packs)
    {
        if (Removed.Length == 0) return;
        if (Removed.Length != packs.RemovedBits.Length) throw new MalformedDataException("removed packs do not match the run");
        for (var ordinal = 0; ordinal < Removed.Length * 64; ordinal++)
        {
            if ((Removed[ordinal >> 6] & (1UL << (ordinal & 63))) == 0) continue;
            if (ordinal >= packs.Count) throw new MalformedDataException("a removed pack lies beyond the run");
            packs.Remove(ordinal);
        }
    }
}
