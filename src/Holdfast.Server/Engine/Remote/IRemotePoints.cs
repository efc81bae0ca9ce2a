using Holdfast.Format.Items.Table;

namespace Holdfast.Server.Engine.Remote;

/// <summary>The server's side of an application's recovery that an agent carries out: the points, and the log, that its plan reads.</summary>
public interface IRemotePoints : IRemoteChunks
{
    /// <summary>Tables by the ids of their points.</summary>
    IReadOnlyDictionary<string, ItemTableRoot> Roots { get; }

    byte[] ChunkIdKey { get; }
}
