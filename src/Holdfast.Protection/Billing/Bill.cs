namespace Holdfast.Protection.Billing;

/// <summary>A month's bill.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="AverageStoredBytes">What lay in the vault, averaged over all days of the month; days without a sample count as nothing.</param>
/// <param name="Days">Days of the month.</param>
public sealed record Bill(
    DateOnly Month, int Days, string Currency, IReadOnlyList<InstanceCharge> Instances, decimal InstanceAmount, long AverageStoredBytes, decimal StorageAmount)
{
    public decimal Total => InstanceAmount + StorageAmount;

    /// <summary>
    /// The bill for the month that <paramref name="month"/> lies in. An instance pays for each day on which there is a sample of it, by that day's size.
    /// Samples of other months are passed over; of two samples of one day and server the larger counts.
    /// </summary>
    public static Bill Of(DateOnly month, IEnumerable<InstanceSample> instances, IEnumerable<StorageSample> storage, PriceList prices)
    {
        var days = DateTime.DaysInMonth(month.Year, month.Month);
        bool IsInMonth(DateOnly day) => day.Year == month.Year && day.Month == month.Month;

        var charges = instances.Where(sample => IsInMonth(sample.Day))
            .GroupBy(sample => sample.Server, StringComparer.Ordinal)
            .Select(server => Charge(server.Key, server, days, prices))
            .OrderBy(charge => charge.Server, StringComparer.Ordinal).ToList();
        var average = storage.Where(sample => IsInMonth(sample.Day)).GroupBy(sample => sample.Day).Sum(day => (decimal)day.Max(sample => sample.StoredBytes)) / days;
        return new Bill(
            new DateOnly(month.Year, month.Month, 1), days, prices.Currency, charges, charges.Sum(charge => charge.Amount), (long)average,
            Round(average / ProtectedInstance.Gigabyte * prices.StoredGigabyte));
    }

    // Fees are added up before they are divided: thirty thirtieths of a fee are the fee.
    private static InstanceCharge Charge(string server, IEnumerable<InstanceSample> samples, int daysInMonth, PriceList prices)
    {
        var days = samples.GroupBy(sample => sample.Day).Select(day => day.Max(sample => sample.FrontEndBytes)).ToList();
        var amount = Round(days.Sum(bytes => ProtectedInstance.MonthlyFee(bytes, prices)) / daysInMonth);
        return new InstanceCharge(server, days.Count, days.Max(), amount);
    }

    private static decimal Round(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}
