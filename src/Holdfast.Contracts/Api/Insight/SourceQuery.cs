namespace Holdfast.Contracts.Api.Insight;

/// <summary>Which datasources a page shows; null does not filter.</summary>
/// <param name="Text">Part of name, path, server, or group, in upper or lower case.</param>
/// <param name="Server">Name of a production server.</param>
/// <param name="Group">Name or id of a group.</param>
/// <param name="State">One of <see cref="SourceStates"/>.</param>
/// <param name="Order">name, server (the usual one), group, state, lastPoint, nextRun.</param>
/// <param name="Limit">0…1,000; 0 counts only.</param>
public sealed record SourceQuery(
    string? Text = null, string? Server = null, string? Group = null, string? State = null, string? Order = null, bool Descending = false, int Offset = 0, int Limit = 100);
