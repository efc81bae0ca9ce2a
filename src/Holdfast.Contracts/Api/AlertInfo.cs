using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Api;

/// <summary>An alert.</summary>
/// <param name="Severity">critical, warning, informational.</param>
/// <param name="State">active, resolved.</param>
/// <param name="Subject">Id of what it is about: a datasource, a disk, or empty for the server.</param>
/// <param name="LastSeen">When its cause was last observed.</param>
/// <param name="Type">Such as diskMissing; docs/monitoring.md lists them.</param>
/// <param name="Cause">Why alerts of this type are raised.</param>
/// <param name="Action">What is recommended for this type; <paramref name="Remedy"/> is of this occasion.</param>
/// <param name="Command">The command line that does it, or shows where to look.</param>
/// <param name="Server">Production server of the datasource that it is about.</param>
/// <param name="Group">Protection group of the datasource that it is about.</param>
public sealed record AlertInfo(
    string Id, string Severity, string State, ErrorCode Code, string Title, string Message, string Remedy, string Subject, DateTimeOffset Created,
    DateTimeOffset LastSeen, DateTimeOffset? Resolved, string Type, string Cause, string Action, string Command, string? Server, string? Group);
