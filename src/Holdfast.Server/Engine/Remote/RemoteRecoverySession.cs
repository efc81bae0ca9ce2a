using Holdfast.Format.Chunks;
using Holdfast.Format.Items.Table;
using Holdfast.Store.Repositories;

namespace Holdfast.Server.Engine.Remote;

/// <summary>A point of the pool, the vault copy, or another server's copy, opened for an agent.</summary>
internal sealed class RemoteRecoverySession(Repository repository, ItemTableRoot root) : IRemoteRecovery
{
    private readonly RemoteReading reading = new(repository, [root]);

    public ItemTableRoot Root => root;

    public byte[] ChunkIdKey => repository.Keyring.ChunkIdKey;

    public IReadOnlyList<ChunkId> InOrder(IReadOnlyCollection<ChunkId> ids) => reading.InOrder(ids);

    public EncodedChunk? Read(in ChunkId id) => reading.Read(id);
}
