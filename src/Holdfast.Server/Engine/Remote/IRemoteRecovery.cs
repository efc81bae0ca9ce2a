using Holdfast.Format.Items.Table;

namespace Holdfast.Server.Engine.Remote;

/// <summary>The server's side of a recovery that an agent writes.</summary>
public interface IRemoteRecovery : IRemoteChunks
{
    ItemTableRoot Root { get; }

    byte[] ChunkIdKey { get; }
}
