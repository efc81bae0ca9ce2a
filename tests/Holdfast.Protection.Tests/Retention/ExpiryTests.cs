using FsCheck.Xunit;
using Holdfast.Protection.Retention;

namespace Holdfast.Protection.Tests.Retention;

public sealed class ExpiryTests
{
    private static readonly DateTimeOffset start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Decide_PointsOlderThanRange_ExpireOldestFirst()
    {
        HeldPoint[] points = [Point("c", 20), Point("a", 0), Point("b", 5), Point("d", 30)];
        var expired = Expiry.Decide(points, _ => 14, new TrustedClock(start.AddDays(30)));
        Assert.Equal(["a", "b"], expired.Select(point => point.Id));
    }

    [Fact]
    public void Decide_ExactlyAtTheEndOfItsRange_Expires()
    {
        HeldPoint[] points = [Point("a", 0), Point("b", 1)];
        Assert.Empty(Expiry.Decide(points, _ => 14, new TrustedClock(start.AddDays(14).AddTicks(-1))));
        Assert.Equal("a", Assert.Single(Expiry.Decide(points, _ => 14, new TrustedClock(start.AddDays(14)))).Id);
    }

    [Fact]
    public void Decide_SourceWithoutRetention_KeepsEverything() =>
        Assert.Empty(Expiry.Decide([Point("a", 0), Point("b", 1)], _ => null, new TrustedClock(start.AddDays(1000))));

    [Fact]
    public void Decide_SuspendedClock_KeepsEverything() =>
        Assert.Empty(Expiry.Decide([Point("a", 0), Point("b", 1)], _ => 1, new TrustedClock(start.AddDays(1000), start.AddDays(2000))));

    [Fact]
    public void At_FarFuture_DoesNotOverflow() => Assert.Equal(DateTimeOffset.MaxValue, Expiry.At(DateTimeOffset.MaxValue.AddDays(-1), 14));

    [Property]
    public bool Decide_AnyPoints_NeverTakesTheNewestOfASource((byte Source, int Hours)[] made, byte days, int hoursNow)
    {
        var points = made.Select((point, i) =>
            new HeldPoint(i.ToString(), (point.Source % 3).ToString(), start.AddHours(point.Hours % 100_000))).ToList();
        var expired = Expiry.Decide(points, _ => days + 1, new TrustedClock(start.AddHours(hoursNow % 200_000))).ToHashSet();
        return points.GroupBy(point => point.SourceId).All(source =>
            source.Any(point => !expired.Contains(point) && point.Created == source.Max(other => other.Created)));
    }

    [Property]
    public bool Decide_LaterClock_ExpiresAtLeastAsMuch((byte Source, int Hours)[] made, byte days, int hoursNow, ushort later)
    {
        var points = made.Select((point, i) => new HeldPoint(i.ToString(), (point.Source % 3).ToString(), start.AddHours(point.Hours % 100_000))).ToList();
        var now = start.AddHours(hoursNow % 200_000);
        var before = Expiry.Decide(points, _ => days + 1, new TrustedClock(now));
        var after = Expiry.Decide(points, _ => days + 1, new TrustedClock(now.AddHours(later))).ToHashSet();
        return before.All(after.Contains);
    }

    private static HeldPoint Point(string id, int day) => new(id, "source", start.AddDays(day));
}
