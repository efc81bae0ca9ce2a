namespace Holdfast.Contracts.Api.Audit;

/// <summary>Rows of the audit log, newest first.</summary>
/// <param name="Truncated">There are more than were asked for.</param>
public sealed record AuditList(IReadOnlyList<AuditEntry> Entries, bool Truncated);
