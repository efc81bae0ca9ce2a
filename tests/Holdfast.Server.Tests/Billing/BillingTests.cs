using Holdfast.Contracts.Api.Billing;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Protect;

namespace Holdfast.Server.Tests.Billing;

public sealed class BillingTests
{
    private const long Gigabyte = 1L << 30;

    private readonly SteppedClock time = new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)); // thirty days

    [Fact]
    public async Task Bill_FirstDay_IsOneThirtieth()
    {
        await using var server = await RunningServer.Start(time);
        Assert.Empty((await server.Client.Billing.Bill()).Instances);
        await server.Protect();
        await server.Protect(path: server.MakeSource("other"));
        var bill = await server.Client.Billing.Bill();
        var charge = Assert.Single(bill.Instances); // one production server, whatever is protected on it
        Assert.Equal((1, 600L, 0.17m), (charge.Days, charge.FrontEndBytes, charge.Amount));
        Assert.Equal(("2026-06", 30, "USD", 0.17m), (bill.Month, bill.Days, bill.Currency, bill.Total));
    }

    [Fact]
    public async Task Bill_WholeMonth_IsFeeAndStorage()
    {
        await using var server = await RunningServer.Start(time, pool => pool.VaultState = pool.VaultState with { Bytes = 100 * Gigabyte });
        Grow(server, 500 * Gigabyte);
        await server.Protect(online: true);
        Advance(days: 30);
        Assert.Equal("2026-07", (await server.Client.Billing.Bill()).Month);
        var bill = await server.Client.Billing.Bill("2026-06");
        Assert.Equal((10.00m, 4.80m, 14.80m), (bill.InstanceAmount, bill.StorageAmount, bill.Total));
        Assert.Equal(30, Assert.Single(bill.Instances).Days);
    }

    [Fact]
    public async Task Bill_ServerWasOffForDays_CountsThemOnceTheClockIsConfirmed()
    {
        await using var server = await RunningServer.Start(time);
        await server.Protect();
        Advance(days: 2);
        await server.Stop();
        time.Advance(TimeSpan.FromDays(5));
        await server.Launch();
        Assert.Equal(3, Assert.Single((await server.Client.Billing.Bill()).Instances).Days); // a clock that jumps is not believed at once
        var jump = Assert.Single((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.ClockJump);
        await server.Client.ResolveAlert(jump.Id);
        Assert.Equal(8, Assert.Single((await server.Client.Billing.Bill()).Instances).Days);
    }

    [Fact]
    public async Task Bill_VaultOutOfReach_GoesOnWithTheInstance()
    {
        await using var server = await RunningServer.Start(time);
        await server.Protect();
        server.Pool.VaultState = server.Pool.VaultState with { State = "unreachable" };
        Advance(days: 1);
        Assert.Equal(2, Assert.Single((await server.Client.Billing.Bill()).Instances).Days);
    }

    [Fact]
    public async Task Prices_NotThere_AreMadeAndThenTheOwners()
    {
        await using var server = await RunningServer.Start(time);
        await server.Protect();
        var file = (await server.Client.Billing.Bill()).PriceFile;
        Assert.Contains("\"smallInstance\": 5", await File.ReadAllTextAsync(file));
        await File.WriteAllTextAsync(file, """{ "currency": "EUR", "smallInstance": 60 } // ours""");
        var bill = await server.Client.Billing.Bill();
        Assert.Equal(("EUR", 2.00m), (bill.Currency, bill.Total));
    }

    [Theory]
    [InlineData("""{ "smallInstance": -1, "currency": "dollar" }""", "smallInstance", "currency")]
    [InlineData("""{ "smalInstance": 1 }""", "smalInstance", "prices.json")]
    [InlineData("""not json""", "prices.json", "prices.json")]
    public async Task Prices_Wrong_AreNamed(string prices, string first, string second)
    {
        await using var server = await RunningServer.Start(time);
        await File.WriteAllTextAsync(Path.Combine(server.Data, "prices.json"), prices);
        var refused = await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Billing.Bill());
        Assert.Equal(ErrorCode.PricesNotUsable, refused.Code);
        Assert.Contains(first, refused.Message);
        Assert.Contains(second, refused.Message);
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("june")]
    [InlineData("1999-01")]
    [InlineData("2026-6")]
    public async Task Bill_MonthThatIsNone_IsRefused(string month)
    {
        await using var server = await RunningServer.Start(time);
        Assert.Equal(ErrorCode.BadRequest, await ProtectTests.Refused(server.Client.Billing.Bill(month)));
    }

    [Fact]
    public async Task Bill_MonthWithoutAnything_IsNothing()
    {
        await using var server = await RunningServer.Start(time);
        BillInfo bill = await server.Client.Billing.Bill("2025-02");
        Assert.Equal(("2025-02", 28, 0m, 0), (bill.Month, bill.Days, bill.Total, bill.Instances.Count));
    }

    private static void Grow(RunningServer server, long bytes) => server.Engine.OnBackup = (request, report, _) =>
        server.Pool.Disk.AddOrUpdate(server.Engine.MakePoint(request, report).Id, _ => throw new InvalidOperationException(), (_, point) => point with { Bytes = bytes });

    private void Advance(int days)
    {
        for (var i = 0; i < days * 4; i++) time.Advance(TimeSpan.FromHours(6)); // far below the step that the server takes for a clock that jumps
    }
}
