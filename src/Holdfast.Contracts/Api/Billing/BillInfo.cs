namespace Holdfast.Contracts.Api.Billing;

/// <summary>A month's bill; of the month that runs, what there is so far.</summary>
/// <param name="Month">YYYY-MM, in UTC.</param>
/// <param name="Days">Days of the month.</param>
/// <param name="InstanceAmount">For protected instances.</param>
/// <param name="AverageStoredBytes">What lay in the vault, averaged over all days of the month.</param>
/// <param name="StorageAmount">For what lay in the vault.</param>
/// <param name="PriceFile">The file that the prices come from.</param>
public sealed record BillInfo(
    string Month, int Days, string Currency, IReadOnlyList<InstanceChargeInfo> Instances, decimal InstanceAmount, long AverageStoredBytes, decimal StorageAmount,
    decimal Total, string PriceFile);
