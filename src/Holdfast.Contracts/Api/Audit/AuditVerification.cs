namespace Holdfast.Contracts.Api.Audit;

/// <summary>Whether the audit log is as it was written.</summary>
/// <param name="Rows">How many rows were read.</param>
/// <param name="FirstBad">Number of the first row that is not as it was written, or is missing; null where all is well.</param>
/// <param name="Finding">What is wrong with it.</param>
/// <param name="Anchors">How many heads kept in pool and vault were compared.</param>
/// <param name="Head">Hash of the newest row.</param>
public sealed record AuditVerification(bool Intact, long Rows, long? FirstBad, string? Finding, int Anchors, string? Head);
