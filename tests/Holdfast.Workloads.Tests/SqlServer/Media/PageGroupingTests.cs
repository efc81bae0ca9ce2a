using Holdfast.Workloads.SqlServer.Media;

namespace Holdfast.Workloads.Tests.SqlServer.Media;

public sealed class PageGroupingTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(256, 1)]
    [InlineData(257, 2)]
    [InlineData(512, 2)]
    [InlineData(1024, 4)]
    [InlineData(1025, 8)]
    [InlineData(100_000, 8)]
    public void For_FirstBackup_GoesByTheSize(long gibibytes, int pages) => Assert.Equal(pages, PageGrouping.For(0, 0, gibibytes << 30));

    [Fact]
    public void For_LaterBackup_KeepsWhatTheDatabaseBeganWith() => Assert.Equal(1, PageGrouping.For(0, 1, 500L << 30));

    [Fact]
    public void For_Asked_IsWhatIsAskedFor() => Assert.Equal(4, PageGrouping.For(4, 1, 1));

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void For_StateThatMakesNoSense_GoesByTheSize(int before) => Assert.Equal(1, PageGrouping.For(0, before, 1));
}
