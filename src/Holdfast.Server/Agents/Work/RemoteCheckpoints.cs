using System.Text.Json;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Agents.Work;

/// <summary>
/// Remembers which packs an unfinished backup has left: with its job, for a restart of the server, and by datasource, for the next job after one that failed. Thread-safe.
/// </summary>
internal sealed class RemoteCheckpoints
{
    /// <summary>What a job's checkpoint has room for. What does not fit is sent again.</summary>
    private const int MostPacks = LiveJob.LongestCheckpoint / 70;

    private readonly Lock gate = new();
    private readonly Dictionary<string, RemoteCheckpoint> bySource = [];

    internal RemoteCheckpoint Of(LiveJob job, string sourceId)
    {
        var own = job.Checkpoint is { } saved ? JsonSerializer.Deserialize(saved, RemoteCheckpointJson.Default.RemoteCheckpoint) : null;
        lock (gate) return own ?? RemoteCheckpoint.None with { Packs = bySource.GetValueOrDefault(sourceId, RemoteCheckpoint.None).Packs };
    }

    internal void Save(LiveJob job, string sourceId, RemoteCheckpoint checkpoint)
    {
        var kept = checkpoint with { Packs = [.. checkpoint.Packs.TakeLast(MostPacks)] };
        lock (gate) bySource[sourceId] = kept;
        job.SaveCheckpoint(JsonSerializer.Serialize(kept, RemoteCheckpointJson.Default.RemoteCheckpoint));
    }

    /// <summary>A point has been made: what was left is part of it, or garbage.</summary>
    internal void Forget(string sourceId)
    {
        lock (gate) bySource.Remove(sourceId);
    }
}
