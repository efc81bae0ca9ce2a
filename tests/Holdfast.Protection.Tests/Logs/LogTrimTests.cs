using Holdfast.Protection.Logs;

namespace Holdfast.Protection.Tests.Logs;

public sealed class LogTrimTests
{
    private static readonly string[] segments = ["01", "02", "03", "04", "05"];

    [Fact]
    public void Needless_NoPoint_KeepsAll() => Assert.Equal(0, LogTrim.Needless(segments, []));

    [Theory]
    [InlineData("01", 0)]
    [InlineData("02", 0)]
    [InlineData("03", 1)]
    [InlineData("05", 3)]
    public void Needless_OnePoint_KeepsItsSegmentAndTheOneBefore(string newest, int needless) => Assert.Equal(needless, LogTrim.Needless(segments, [newest]));

    [Fact]
    public void Needless_SeveralPoints_TheOldestCounts() => Assert.Equal(1, LogTrim.Needless(segments, ["05", "03", "04"]));

    [Theory]
    [InlineData(null)]
    [InlineData("of another log")]
    public void Needless_OnePointWhoseSegmentIsNotKnown_KeepsAll(string? unknown) => Assert.Equal(0, LogTrim.Needless(segments, ["05", unknown]));
}
