using Holdfast.Protection.Billing;

namespace Holdfast.Protection.Tests.Billing;

public sealed class BillTests
{
    private const long Gigabyte = ProtectedInstance.Gigabyte;

    private static readonly DateOnly november = new(2026, 11, 1);

    private static readonly PriceList prices = new();

    [Theory]
    [InlineData(0, 5)]
    [InlineData(50, 5)]
    [InlineData(51, 10)]
    [InlineData(500, 10)]
    [InlineData(501, 20)]
    [InlineData(1_000, 20)]
    [InlineData(1_331, 30)] // 1.3 TB: three steps
    [InlineData(2_000, 40)]
    public void MonthlyFee_PublishedExamples_Agree(long gigabytes, int dollars) => Assert.Equal(dollars, ProtectedInstance.MonthlyFee(gigabytes * Gigabyte, prices));

    [Fact]
    public void MonthlyFee_OneByteMoreThanABand_IsTheNext()
    {
        Assert.Equal(10, ProtectedInstance.MonthlyFee(50 * Gigabyte + 1, prices));
        Assert.Equal(20, ProtectedInstance.MonthlyFee(500 * Gigabyte + 1, prices));
        Assert.Equal(30, ProtectedInstance.MonthlyFee(1_000 * Gigabyte + 1, prices));
    }

    [Theory]
    [InlineData(28, 2)]
    [InlineData(30, 11)]
    [InlineData(31, 12)]
    public void Of_WholeMonthOfAnyLength_IsTheWholeFee(int days, int month)
    {
        var bill = Bill.Of(new DateOnly(2026, month, 1), Days(new DateOnly(2026, month, 1), days, "sql1", 500), [], prices);
        Assert.Equal((days, 10.00m, 0m, 10.00m), (bill.Days, bill.InstanceAmount, bill.StorageAmount, bill.Total));
    }

    [Fact]
    public void Of_ProtectedForPartOfTheMonth_IsProrated()
    {
        var charge = Assert.Single(Bill.Of(november, Days(november.AddDays(20), 10, "sql1", 500), [], prices).Instances);
        Assert.Equal(new InstanceCharge("sql1", 10, 500 * Gigabyte, 3.33m), charge);
    }

    [Fact]
    public void Of_InstanceThatGrowsIntoANewBand_PaysEachDayByItsSize()
    {
        var bill = Bill.Of(november, [.. Days(november, 15, "sql1", 500), .. Days(november.AddDays(15), 15, "sql1", 501)], [], prices);
        Assert.Equal(15m, bill.Total);
    }

    [Fact]
    public void Of_HostAndGuest_AreTwoInstances() =>
        Assert.Equal(["guest", "host"], Bill.Of(november, [.. Days(november, 30, "host", 40), .. Days(november, 30, "guest", 40)], [], prices).Instances.Select(charge => charge.Server));

    [Fact]
    public void Of_DiskOnlyAndDiskWithCloud_PayTheSameForTheInstance()
    {
        var disk = Bill.Of(november, Days(november, 30, "files", 200), [], prices);
        var both = Bill.Of(november, Days(november, 30, "files", 200), Stored(november, 30, 100), prices);
        Assert.Equal(disk.InstanceAmount, both.InstanceAmount);
        Assert.Equal(0m, disk.StorageAmount);
        Assert.Equal(4.80m, both.StorageAmount); // 100 GB at 0.048
        Assert.Equal(14.80m, both.Total);
    }

    [Fact]
    public void Of_StoredForHalfAMonth_PaysHalf() => Assert.Equal(2.40m, Bill.Of(november, [], Stored(november, 15, 100), prices).StorageAmount);

    [Fact]
    public void Of_SamplesOfOtherMonths_DoNotCount()
    {
        var bill = Bill.Of(november, Days(november.AddDays(-3), 3, "old", 10), Stored(november.AddMonths(1), 3, 10), prices);
        Assert.Empty(bill.Instances);
        Assert.Equal(0m, bill.Total);
    }

    [Fact]
    public void Of_TwoSamplesOfADay_CountOnce() => Assert.Equal(
        (10.00m, 30), (Bill.Of(november, [.. Days(november, 30, "sql1", 100), .. Days(november, 30, "sql1", 500)], [], prices).Total,
            Bill.Of(november, [.. Days(november, 30, "sql1", 100), .. Days(november, 30, "sql1", 500)], [], prices).Instances[0].Days));

    [Fact]
    public void Of_OwnPrices_AreUsed()
    {
        var own = new PriceList("EUR", 1, 2, 3, 1m);
        var bill = Bill.Of(november, Days(november, 30, "sql1", 600), Stored(november, 30, 7), own);
        Assert.Equal(("EUR", 6m, 7m), (bill.Currency, bill.InstanceAmount, bill.StorageAmount));
    }

    [Fact]
    public void Violations_PriceList_NamesEveryMistake()
    {
        Assert.Empty(prices.Violations());
        Assert.Equal(["currency", "smallInstance", "storedGigabyte"], new PriceList("dollars", -1, 10, 10, 2_000_000).Violations().Select(violation => violation.Split(':')[0]));
    }

    private static InstanceSample[] Days(DateOnly first, int days, string server, long gigabytes) =>
        [.. Enumerable.Range(0, days).Select(day => new InstanceSample(first.AddDays(day), server, gigabytes * Gigabyte))];

    private static StorageSample[] Stored(DateOnly first, int days, long gigabytes) =>
        [.. Enumerable.Range(0, days).Select(day => new StorageSample(first.AddDays(day), gigabytes * Gigabyte))];
}
