using Holdfast.Protection.Retention;

namespace Holdfast.Protection.Tests.Retention;

public sealed class PointChoiceTests
{
    private static readonly DateTimeOffset start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly HeldPoint[] points = [new("a", "s", start), new("b", "s", start.AddDays(2)), new("c", "s", start.AddDays(1))];

    [Theory]
    [InlineData("latest", "b")]
    [InlineData("LATEST", "b")]
    [InlineData("c", "c")]
    [InlineData("2026-01-02T12:00:00Z", "c")]
    [InlineData("2026-01-03T01:00:00+01:00", "b")]
    [InlineData("2026-01-03T00:59:59+01:00", "c")]
    [InlineData("2026-01-02", "c")]
    [InlineData("2031-01-01T00:00:00Z", "b")]
    public void Choose_WhatIsThere_IsFound(string at, string expected) => Assert.Equal(expected, PointChoice.Choose(points, at)?.Id);

    [Theory]
    [InlineData("2025-12-31T23:59:59Z")]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("20260102")]
    public void Choose_WhatIsNotThere_IsNull(string at) => Assert.Null(PointChoice.Choose(points, at));

    [Fact]
    public void Choose_NoPoints_IsNull() => Assert.Null(PointChoice.Choose([], "latest"));
}
