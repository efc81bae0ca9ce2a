namespace Holdfast.Contracts.Api.Audit;

/// <summary>One row of the audit log.</summary>
/// <param name="Id">Counts from 1 without gaps.</param>
/// <param name="Actor">Account, "local", "agent:NAME", "server", or "anonymous".</param>
/// <param name="Action">Such as "DELETE recovery-points/{id}" or "agent.enroll".</param>
/// <param name="Outcome">"ok", or the number of the error.</param>
/// <param name="Hash">SHA-256 over the row before and this one, in hexadecimal.</param>
public sealed record AuditEntry(long Id, DateTimeOffset Time, string Actor, string Action, string Subject, string Outcome, string Hash);
