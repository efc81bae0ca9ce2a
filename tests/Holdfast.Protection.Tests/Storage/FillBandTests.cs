using FsCheck.Xunit;
using Holdfast.Protection.Storage;

namespace Holdfast.Protection.Tests.Storage;

public sealed class FillBandTests
{
    private static readonly DateTimeOffset start = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_SteadyGrowth_IsALine()
    {
        var band = FillBand.Of([.. Enumerable.Range(0, 240).Select(hour => new FillSample(start.AddHours(hour), 1000 + hour))])!;
        Assert.Equal(24, band.LowADay, 6);
        Assert.Equal(24, band.HighADay, 6);
        Assert.Equal((10, 10), band.DaysToFull(250));
        Assert.Equal((1479, 1479), band.After(10, 5000));
        Assert.Equal((1300, 1300), band.After(10, 1300));
    }

    [Fact]
    public void Of_UnsteadyGrowth_IsABandAroundIt()
    {
        var random = new Random(7);
        var band = FillBand.Of([.. Enumerable.Range(0, 336).Select(hour => new FillSample(start.AddHours(hour), 100_000 + 100 * hour + random.Next(-4000, 4000)))])!;
        Assert.InRange(2400, band.LowADay, band.HighADay);
        Assert.True(band.HighADay - band.LowADay > 100);
        var (earliest, latest) = band.DaysToFull(100_000);
        Assert.True(earliest < latest);
    }

    [Fact]
    public void DaysToFull_DoesNotFill_IsNull()
    {
        var band = FillBand.Of([.. Enumerable.Range(0, 48).Select(hour => new FillSample(start.AddHours(hour), 10_000 - hour))])!;
        Assert.Equal((null, null), band.DaysToFull(1));
        Assert.Equal(0, band.After(100_000, 20_000).Low);
    }

    [Fact]
    public void Of_TooShortAPast_IsNull()
    {
        Assert.Null(FillBand.Of([]));
        Assert.Null(FillBand.Of([.. Enumerable.Range(0, 23).Select(hour => new FillSample(start.AddHours(hour), hour))]));
    }

    /// <summary>Whatever the samples: low is not above high, nothing is outside of what there is, and full comes the sooner the faster it fills.</summary>
    [Property(MaxTest = 300)]
    public void Of_AnySamples_KeepsItsPromises(uint[] used, uint free, byte days)
    {
        if (FillBand.Of([.. used.Select((bytes, i) => new FillSample(start.AddHours(12 * i), bytes))]) is not { } band) return;
        Assert.True(band.LowADay <= band.HighADay);
        var capacity = band.Used + free;
        var (low, high) = band.After(days, capacity);
        Assert.True(0 <= low && low <= high && high <= capacity);
        var (earliest, latest) = band.DaysToFull(free);
        if (latest is not null) Assert.True(earliest <= latest);
        if (earliest is { } first && first > 0) Assert.True(band.After(first - 1, capacity).High <= capacity);
    }
}
