namespace Holdfast.Contracts.Vault.Owner;

/// <summary>What the first page of a new vault shows: what to do next, and whether it is done.</summary>
/// <param name="Address">Where servers find the vault; null where the service was never started.</param>
public sealed record QuickStart(string Vault, string? Address, IReadOnlyList<QuickStartStep> Steps);
