using Holdfast.Console.Elements.Lists;

namespace Holdfast.Console.Tests.Elements;

public sealed class CursorPagesTests
{
    [Fact]
    public async Task Window_BeyondWhatIsKnown_FetchesPagesInOrderAndNoneTwice()
    {
        List<string?> asked = [];
        var pages = new CursorPages<int>((cursor, _) =>
        {
            asked.Add(cursor);
            var start = cursor is null ? 0 : int.Parse(cursor);
            return Task.FromResult<(IReadOnlyList<int>, string?)>(([.. Enumerable.Range(start, 10)], start + 10 < 30 ? (start + 10).ToString() : null));
        });
        var first = await pages.Window(new ListWindow(0, 5, null, false, CancellationToken.None));
        Assert.Equal([0, 1, 2, 3, 4], first.Items);
        Assert.Equal(60, first.Total);
        var later = await pages.Window(new ListWindow(12, 8, null, false, CancellationToken.None));
        Assert.Equal([12, 13, 14, 15, 16, 17, 18, 19], later.Items);
        var last = await pages.Window(new ListWindow(25, 50, null, false, CancellationToken.None));
        Assert.Equal([25, 26, 27, 28, 29], last.Items);
        Assert.Equal(30, last.Total);
        Assert.Equal([null, "10", "20"], asked);
    }
}
