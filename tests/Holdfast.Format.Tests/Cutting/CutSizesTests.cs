using Holdfast.Format.Chunks.Cutting;

namespace Holdfast.Format.Tests.Cutting;

public sealed class CutSizesTests
{
    [Theory]
    [InlineData(63, 1024, 4096)]
    [InlineData(-1, 1024, 4096)]
    [InlineData(600, 1024, 4096)]
    [InlineData(256, 1024, 2047)]
    [InlineData(256, 1024, (64 << 20) + 1)]
    [InlineData(256, int.MaxValue, int.MaxValue)]
    public void Constructor_OutOfBounds_Throws(int minimum, int average, int maximum) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CutSizes(minimum, average, maximum));

    [Fact]
    public void Default_IsAQuarterOneAndFourMebibytes() => Assert.Equal(new CutSizes(262_144, 1_048_576, 4_194_304), CutSizes.Default);
}
