using Holdfast.Format.Chunks.Cutting;

namespace Holdfast.Format.Tests.Cutting;

public sealed class FixedCutTests
{
    [Theory]
    [InlineData(0, 1000, 64, false, 64)]
    [InlineData(10, 1000, 64, false, 54)]
    [InlineData(128, 63, 64, false, 0)]
    [InlineData(128, 63, 64, true, 63)]
    [InlineData(128, 64, 64, false, 64)]
    [InlineData(128, 0, 64, true, 0)]
    [InlineData((1L << 40) + 1, 1 << 20, 1 << 18, false, (1 << 18) - 1)]
    public void Next_Cases_CutAtMultiplesOfTheSize(long offset, int available, int size, bool isLast, int expected) =>
        Assert.Equal(expected, FixedCut.Next(offset, available, size, isLast));

    [Fact]
    public void Next_InvalidArguments_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedCut.Next(-1, 1, 1, true));
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedCut.Next(0, -1, 1, true));
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedCut.Next(0, 1, 0, true));
    }
}
