using Holdfast.Format.Chunks;
using Holdfast.Format.Items.Table;
using Holdfast.Store.Repositories;

namespace Holdfast.Server.Engine.Remote;

/// <summary>Several points of the pool, the vault copy, or another server's copy, opened for an agent.</summary>
internal sealed class RemotePointsSession(Repository repository, IReadOnlyDictionary<string, ItemTableRoot> roots) : IRemotePoints
{
    private readonly RemoteReading reading = new(repository, [.. roots.Values]);

    public IReadOnlyDictionary<string, ItemTableRoot> Roots => roots;

    public byte[] ChunkIdKey => repository.Keyring.ChunkIdKey;

    public IReadOnlyList<ChunkId> InOrder(IReadOnlyCollection<ChunkId> ids) => reading.InOrder(ids);

    public EncodedChunk? Read(in ChunkId id) => reading.Read(id);
}
