namespace Holdfast.Server.Agents.Work;

/// <summary>Remembers by datasource which packs an unfinished backup has left, so that the next job need not have them sent again. Thread-safe.</summary>
internal sealed class RemoteCheckpoints
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, RemoteCheckpoint> bySource = [];

    internal RemoteCheckpoint Of(string sourceId)
    {
        lock (gate) return bySource.GetValueOrDefault(sourceId, RemoteCheckpoint.None);
    }

    internal void Save(string sourceId, RemoteCheckpoint checkpoint)
    {
        lock (gate) bySource[sourceId] = checkpoint;
    }

    /// <summary>A point has been made: what was left is part of it, or garbage.</summary>
    internal void Forget(string sourceId)
    {
        lock (gate) bySource.Remove(sourceId);
    }
}
