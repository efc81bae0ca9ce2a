using Holdfast.Console.Pages.Storage;

namespace Holdfast.Console.Tests.Manage;

public sealed class TreeMapLayoutTests
{
    [Fact]
    public void Of_Values_AreasArePartsOfTheWholeAndLieInIt()
    {
        double[] values = [600, 300, 60, 30, 9, 1];
        var cells = TreeMapLayout.Of(values, 960, 320);
        for (var index = 0; index < values.Length; index++)
        {
            Assert.Equal(960.0 * 320 * values[index] / 1000, cells[index].Width * cells[index].Height, 3);
            Assert.InRange(cells[index].X, 0, 960 - cells[index].Width + 1e-6);
            Assert.InRange(cells[index].Y, 0, 320 - cells[index].Height + 1e-6);
        }
    }

    [Fact]
    public void Of_Values_NoTwoOverlap()
    {
        var cells = TreeMapLayout.Of([8, 7, 6, 5, 4, 3, 2, 1], 500, 300);
        for (var one = 0; one < cells.Count; one++)
        {
            for (var two = one + 1; two < cells.Count; two++)
            {
                var (a, b) = (cells[one], cells[two]);
                var isApart = a.X + a.Width <= b.X + 1e-6 || b.X + b.Width <= a.X + 1e-6 || a.Y + a.Height <= b.Y + 1e-6 || b.Y + b.Height <= a.Y + 1e-6;
                Assert.True(isApart, $"{one} and {two}");
            }
        }
    }

    [Fact]
    public void Of_EqualValues_AreNearSquares() =>
        Assert.All(TreeMapLayout.Of([1, 1, 1, 1, 1, 1], 600, 400), cell => Assert.InRange(cell.Width / cell.Height, 0.4, 2.5));

    [Fact]
    public void Of_NothingOrZeros_HasNoAreas()
    {
        Assert.Empty(TreeMapLayout.Of([], 10, 10));
        Assert.All(TreeMapLayout.Of([0, 0], 10, 10), cell => Assert.Equal(0, cell.Width * cell.Height));
    }
}
