namespace Holdfast.Server.Agents.Work;

/// <summary>How far a backup on an agent has come: what a later attempt goes on from, also after a restart.</summary>
/// <param name="Attempt">The last attempt that was given.</param>
/// <param name="Packs">Packs that are durable.</param>
internal sealed record RemoteCheckpoint(uint Attempt, IReadOnlyList<string> Packs)
{
    internal static RemoteCheckpoint None { get; } = new(0, []);
}
