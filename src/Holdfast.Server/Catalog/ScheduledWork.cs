namespace Holdfast.Server.Catalog;

/// <summary>What a due time that is claimed, or a server that has appeared, brings into the catalog: all of it together with the claim, or nothing.</summary>
/// <param name="Jobs">New ones, queued.</param>
/// <param name="Awaited">What waits for its server.</param>
/// <param name="Result">In words, for the schedule; null leaves the last one.</param>
internal sealed record ScheduledWork(IReadOnlyCollection<JobRow> Jobs, IReadOnlyCollection<WaitingRun> Awaited, string? Result = null)
{
    internal static ScheduledWork None { get; } = new([], []);
}
