using Holdfast.Format.Keys;

namespace Holdfast.Store.Repositories;

/// <summary>How a repository is opened.</summary>
/// <param name="IndexDirectory">Local folder of the index, a cache.</param>
/// <param name="PackTarget">A pack is closed when it would grow past this many bytes; 32 MiB.</param>
/// <param name="PackAlignment">Packs are padded to a multiple of this; 1 in a pool, <see cref="Format.Packs.PackLayout.PackAlignment"/> in a vault.</param>
/// <param name="Workers">Threads that read, decode and check in parallel.</param>
public sealed record RepositoryOptions(
    string IndexDirectory, TimeProvider Clock, IRandomness Randomness, int PackTarget = 32 << 20, int PackAlignment = 1, int Workers = 2);
