using Holdfast.Format.Chunks;
using Holdfast.Format.Items.Table;
using Holdfast.Store;
using Holdfast.Store.Repositories;

namespace Holdfast.Server.Engine.Remote;

/// <summary>What an agent may read: what one point, or several, reach.</summary>
internal sealed class RemoteReading : IRemoteChunks
{
    private readonly Repository repository;
    private readonly ChunkDigests names;
    private readonly ReachableChunks reachable;

    public RemoteReading(Repository repository, IReadOnlyList<ItemTableRoot> roots)
    {
        this.repository = repository;
        names = new ChunkDigests(repository.Options.Randomness);
        reachable = ReachableChunks.Of(repository.Chunks, roots, names);
    }

    public IReadOnlyList<ChunkId> InOrder(IReadOnlyCollection<ChunkId> ids) => repository.Chunks.InOrder(ids);

    public EncodedChunk? Read(in ChunkId id) =>
        reachable.Contains(names.Of(id, ChunkPart.Content)) || reachable.Contains(names.Of(id, ChunkPart.AnyTable)) ? Read(repository, id) : null;

    /// <summary>Null for what is damaged, missing, or out of reach.</summary>
    internal static EncodedChunk? Read(Repository repository, in ChunkId id)
    {
        try
        {
            return repository.Chunks.ReadEncoded(id);
        }
        catch (Exception error) when (error is ChunkUnavailableException or StorageException)
        {
            return null;
        }
    }
}
