namespace Holdfast.Contracts.Api.Insight;

/// <summary>What a person wants to know without a click: is everything protected, and what needs a hand.</summary>
/// <param name="Sources">Datasources that are members of a group, as far as the caller sees them.</param>
/// <param name="ProtectedWithinGoals">Those whose replica is ok and whose newest recovery point is not older than their group asks.</param>
/// <param name="Needs">What needs a person, the worst first; at most 100.</param>
/// <param name="NeedsTotal">How many there are, also beyond those that are listed.</param>
/// <param name="Rate">Bytes that the running jobs read a second, together.</param>
/// <param name="Alerts">Active ones by severity.</param>
/// <param name="LastPoint">When the newest recovery point of any datasource was made.</param>
/// <param name="NextPoint">When the next recovery point is due by a schedule.</param>
/// <param name="SlaMisses">Datasources that did not get a recovery point within the hours their group promises.</param>
/// <param name="Storage">Null for callers that see only some servers or groups. The same for the next three.</param>
/// <param name="CostThisMonth">Of the month that runs, so far; null where the price file cannot be read.</param>
/// <param name="Currency">As the price file names it.</param>
/// <param name="Steps">What a new server needs before it protects anything, in order.</param>
public sealed record Overview(
    int Sources, int ProtectedWithinGoals, IReadOnlyList<NeedsAttention> Needs, int NeedsTotal, int JobsRunning, int JobsQueued, long Rate, AlertCounts Alerts,
    DateTimeOffset? LastPoint, DateTimeOffset? NextPoint, int SlaMisses, StorageOverview? Storage, VaultOverview? Vault, decimal? CostThisMonth, string? Currency,
    IReadOnlyList<FirstStep> Steps);
