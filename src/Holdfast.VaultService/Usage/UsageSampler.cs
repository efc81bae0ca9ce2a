namespace Holdfast.VaultService.Usage;

/// <summary>Writes down for each day in UTC what each server has in each vault: what a month's bill is made of.</summary>
internal sealed class UsageSampler(ServiceRecords records)
{
    /// <summary>Bills of so many days can be shown: two years and the month that runs.</summary>
    private const int DaysKept = 762;

    internal void Sample()
    {
        var table = new UsageTable(records.Database);
        var today = DateOnly.FromDateTime(records.Clock.GetUtcNow().UtcDateTime);
        foreach (var vault in records.Vaults.All()) table.Add(vault.Id, today, table.Now(vault.Id));
        table.DeleteBefore(today.AddDays(-DaysKept));
    }
}
