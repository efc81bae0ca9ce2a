namespace Holdfast.Contracts.Api.Insight;

/// <summary>What a policy will take once all of its retention has been filled.</summary>
/// <param name="SourceBytes">What the members hold, as far as it is known.</param>
/// <param name="DiskBytes">What the pool will hold of them.</param>
/// <param name="VaultBytes">What the vault will hold of them; 0 where the policy sends nothing there.</param>
/// <param name="MonthlyCost">By the price file: instances and what lies in the vault; null where the price file cannot be read.</param>
/// <param name="FirstRunMs">How long the first copies will take one after the other, in milliseconds.</param>
/// <param name="Basis">What was reckoned with.</param>
/// <param name="IsComplete">False: members are still being measured in the background; ask again.</param>
/// <param name="Unknown">Members whose size could not be found out.</param>
public sealed record PolicyEstimate(
    long SourceBytes, long DiskBytes, long VaultBytes, decimal? MonthlyCost, string? Currency, long FirstRunMs, EstimateBasis Basis, bool IsComplete,
    IReadOnlyList<EstimateMember> Unknown);
