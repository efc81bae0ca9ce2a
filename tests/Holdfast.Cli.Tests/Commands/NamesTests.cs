using Holdfast.CommandLine;
using Holdfast.Contracts.Errors;

namespace Holdfast.Cli.Tests.Commands;

public sealed class NamesTests
{
    [Fact]
    public void Source_LooksLikePath_BecomesAbsolute()
    {
        Assert.Equal("/data/docs", Names.Source("/data//docs/"));
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "docs", "x"), Names.Source("docs/x"));
        Assert.Equal(Environment.CurrentDirectory, Names.Source("."));
        Assert.Equal("/", Names.Source("/"));
    }

    [Fact]
    public void Source_IdOrName_Stays() => Assert.Equal("docs", Names.Source("docs"));

    [Theory]
    [InlineData("./a/b/", "a/b")]
    [InlineData("/a", "a")]
    [InlineData(".", "")]
    [InlineData(@"caf\xe9", @"caf\xe9")]
    public void Item_AsTyped_IsRelative(string typed, string expected) => Assert.Equal(expected, Names.Item(typed));

    [Theory]
    [InlineData("latest", "latest")]
    [InlineData("0f3a", "0f3a")]
    [InlineData("2026-03-01T18:00:00Z", "2026-03-01T18:00:00Z")]
    [InlineData("2026-03-01T18:00:00.5+02:00", "2026-03-01T16:00:00.5Z")]
    public void Point_IdOrTime_IsWhatTheApiTakes(string typed, string expected) => Assert.Equal(expected, Names.Point(typed));

    [Fact]
    public void Point_Day_MeansItsEnd()
    {
        var end = new DateTimeOffset(new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Local)).AddTicks(-1);

        Assert.Equal(end, Names.Time("2026-03-01", endOfDay: true));
        Assert.Equal(Names.Point("2026-03-01"), Contracts.Api.UtcTimeConverter.Format(end));
    }

    [Fact]
    public void Time_NotATime_IsRefused() =>
        Assert.Equal(ErrorCode.BadRequest, Assert.Throws<HoldfastException>(() => Names.Time("yesterday", endOfDay: false)).Code);
}
