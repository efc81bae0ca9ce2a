using Holdfast.Contracts.Errors;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Tests.Alerts;

public sealed class CapacityTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-capacity-").FullName;
    private readonly SteppedClock time = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly FakePool pool = new();
    private readonly ServerCatalog catalog;
    private readonly AlertBoard board;
    private readonly CapacityWatch watch;

    public CapacityTests()
    {
        catalog = ServerCatalog.Open(Path.Combine(folder, "catalog.db"));
        board = new AlertBoard(catalog.Alerts, time);
        watch = new CapacityWatch(new FakeEngine(pool, time), catalog.DiskSamples, board, Settings.Empty, time);
    }

    [Fact]
    public void Thresholds_CrossedAndSpaceFreed_RaiseAndResolve()
    {
        Fill(free: 151);
        watch.LookAtThresholds();
        Assert.Empty(board.List(false).Alerts);
        Fill(free: 150);
        watch.LookAtThresholds();
        Assert.Equal([ErrorCode.DiskThreshold, ErrorCode.PoolThreshold], board.List(false).Alerts.Select(alert => alert.Code).Order());
        Assert.All(board.List(false).Alerts, alert => Assert.Contains("85 % full", alert.Message, StringComparison.Ordinal));
        Fill(free: 900);
        watch.LookAtThresholds();
        Assert.Empty(board.List(false).Alerts);
    }

    [Fact]
    public void Threshold_OfADiskThatFillsSteadily_TellsTheDays()
    {
        for (var hour = 0; hour <= 48; hour++)
        {
            Fill(free: 198 - hour);
            watch.Sample();
            time.Advance(TimeSpan.FromHours(1));
        }
        watch.LookAtThresholds();
        // 150 bytes left at 24 a day.
        Assert.Contains("full in 6 days", board.List(false).Alerts.Single(alert => alert.Code == ErrorCode.DiskThreshold).Message, StringComparison.Ordinal);
        Assert.Equal(6, watch.DaysToFull());
    }

    [Fact]
    public void Threshold_OfAMissingDisk_IsNoConcern()
    {
        pool.Disks[0] = pool.Disks[0] with { State = "missing", Capacity = 0, Free = 0 };
        watch.Sample();
        watch.LookAtThresholds();
        Assert.Empty(board.List(false).Alerts);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Forecast_OfWhatDoesNotFill_IsNone(int bytesAnHour) =>
        Assert.Null(FillForecast.DaysToFull([.. Enumerable.Range(0, 72).Select(hour => new DiskSample(time.GetUtcNow().AddHours(hour), 10_000 + hour * bytesAnHour))], 500));

    [Fact]
    public void Forecast_OfLessThanADay_IsNone() =>
        Assert.Null(FillForecast.DaysToFull([.. Enumerable.Range(0, 24).Select(hour => new DiskSample(time.GetUtcNow().AddHours(hour), hour * 100))], 500));

    [Fact]
    public void Catalog_AboveItsThreshold_IsAnAlertUntilItIsSmaller()
    {
        watch.LookAtCatalog((4096L << 20) + 1);
        Assert.Equal("catalogThresholdCrossed", Assert.Single(board.List(false).Alerts).Type);
        watch.LookAtCatalog(4096L << 20);
        Assert.Empty(board.List(false).Alerts);
    }

    public void Dispose()
    {
        catalog.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Fill(long free) => pool.Disks[0] = pool.Disks[0] with { Free = free, Used = 1000 - free };
}
