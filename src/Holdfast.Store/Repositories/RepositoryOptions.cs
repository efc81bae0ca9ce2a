using Holdfast.Format.Keys;
using Holdfast.Store.Reading;

namespace Holdfast.Store.Repositories;

/// <summary>How a repository is opened.</summary>
/// <param name="IndexDirectory">Local folder of the index, a cache.</param>
/// <param name="PackTarget">A pack is closed when it would grow past this many bytes; 32 MiB.</param>
/// <param name="PackAlignment">Packs are padded to a multiple of this; 1 in a pool, <see cref="Format.Packs.PackLayout.PackAlignment"/> in a vault.</param>
/// <param name="Workers">Threads that read, decode and check in parallel.</param>
/// <param name="PacksAtOnce">Packs that a session makes durable at the same time; more than one where a commit waits for a network.</param>
public sealed record RepositoryOptions(
    string IndexDirectory, TimeProvider Clock, IRandomness Randomness, int PackTarget = 32 << 20, int PackAlignment = 1, int Workers = 2, int PacksAtOnce = 1)
{
    /// <summary>What a read costs; as on a disk of this machine.</summary>
    public ReadCost Reads { get; init; } = ReadCost.LocalDisk;
}
