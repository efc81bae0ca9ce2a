namespace Holdfast.Contracts.Api;

/// <summary>Which jobs are wanted, newest first; null does not filter.</summary>
/// <param name="State">One of <see cref="JobStates"/>.</param>
/// <param name="Type">One of <see cref="JobTypes"/>.</param>
/// <param name="Source">Datasource: id, name, or path.</param>
/// <param name="Server">Production server.</param>
/// <param name="Group">Protection group: id or name.</param>
/// <param name="Text">Part of the datasource's name or path, or of an error or its item, in upper or lower case.</param>
/// <param name="From">Queued at this time or later.</param>
/// <param name="To">Queued at this time or earlier.</param>
/// <param name="Limit">1…10,000 jobs.</param>
/// <param name="Before">Id of a job: only those before it, as <see cref="JobList.Next"/> of the last page says.</param>
public sealed record JobQuery(
    string? State = null, string? Type = null, string? Source = null, string? Server = null, string? Group = null, string? Text = null,
    DateTimeOffset? From = null, DateTimeOffset? To = null, int Limit = 100, string? Before = null);
