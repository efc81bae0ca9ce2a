namespace Holdfast.Contracts.Api.Applications;

/// <summary>What a recovery of an application will do; nothing has been done.</summary>
/// <param name="RecoveryPoint">The newest point that is read; null where there is none.</param>
/// <param name="Reaches">The moment that is brought back.</param>
/// <param name="Parts">What is read, in order.</param>
/// <param name="Steps">What is done, in order.</param>
/// <param name="Warnings">What will be lost or differ.</param>
public sealed record RecoveryPlanInfo(
    string Source, string Kind, string? RecoveryPoint, DateTimeOffset Reaches, IReadOnlyList<PlannedPartInfo> Parts, IReadOnlyList<string> Steps, IReadOnlyList<string> Warnings);
