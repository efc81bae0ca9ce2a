using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Api;

/// <summary>An alert.</summary>
/// <param name="Severity">critical, warning, informational.</param>
/// <param name="State">active, resolved.</param>
/// <param name="Subject">Id of what it is about: a datasource, a disk, or empty for the server.</param>
/// <param name="LastSeen">When its cause was last observed.</param>
public sealed record AlertInfo(
    string Id, string Severity, string State, ErrorCode Code, string Title, string Message, string Remedy, string Subject, DateTimeOffset Created,
    DateTimeOffset LastSeen, DateTimeOffset? Resolved);
