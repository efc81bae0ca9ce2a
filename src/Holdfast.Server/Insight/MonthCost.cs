namespace Holdfast.Server.Insight;

/// <summary>What the month that runs costs so far.</summary>
internal sealed record MonthCost(decimal Amount, string Currency);
