namespace Holdfast.Contracts.Api.Insight;

/// <summary>How this server stands to its vault.</summary>
/// <param name="State">connected, lost (out of contact), expired, deprovisioned, notRegistered.</param>
/// <param name="Name">Name of the vault, or null.</param>
/// <param name="LostDays">Whole days without contact.</param>
/// <param name="DaysLeft">Days until contact counts as lost and jobs are refused; null where nothing counts down.</param>
public sealed record VaultOverview(string State, string? Name, int LostDays, int? DaysLeft);
